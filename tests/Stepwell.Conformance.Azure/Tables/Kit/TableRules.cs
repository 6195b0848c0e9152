using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>What the real service refuses. The emulator is more lenient in places: it measures no whole rows, for one.</summary>
internal static class TableRules
{
    internal static void Check(string table, string partitionKey, IReadOnlyList<TableOperation> operations)
    {
        Require(operations.Count is > 0 and <= TableLimits.TransactionOperations, $"A transaction of {operations.Count} operations.");
        Require(operations.DistinctBy(static o => o.RowKey).Count() == operations.Count, "A row occurs twice in a transaction.");
        Key(partitionKey);
        foreach (var operation in operations)
        {
            Key(operation.RowKey);
            Row(partitionKey, operation);
        }
        var bytes = BatchBody.Write("https://accountnames0have24letters.table.core.windows.net", table, partitionKey, operations).Length;
        Require(bytes <= TableLimits.TransactionBytes, $"A transaction of {bytes} bytes.");
    }

    private static void Key(string key)
    {
        Require(key.Length <= TableLimits.KeyLength, $"A key of {key.Length} characters.");
        Require(!key.Any(static c => char.IsControl(c) || TableLimits.ForbiddenInKeys.Contains(c, StringComparison.Ordinal)), $"The key '{key}' has characters that none may have.");
    }

    private static void Row(string partitionKey, TableOperation operation)
    {
        Require(operation.Properties.Count <= TableLimits.Properties, $"A row of {operation.Properties.Count} properties.");
        var size = 4 + ((partitionKey.Length + operation.RowKey.Length) * 2);
        foreach (var (name, value) in operation.Properties)
        {
            Require(name.Length is > 0 and <= 255 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(static c => char.IsLetterOrDigit(c) || c == '_'), $"'{name}' is no name of a property.");
            var bytes = value switch
            {
                string text => (text.Length * 2) + 4,
                byte[] binary => binary.Length + 4,
                bool => 1,
                int => 4,
                long or double or DateTimeOffset => 8,
                _ => throw new TableRefusedException($"The property '{name}' is a {value?.GetType().Name ?? "null"}."),
            };
            Require(bytes <= TableLimits.PropertyBytes + 4, $"The property '{name}' has {bytes} bytes.");
            size += 8 + (name.Length * 2) + bytes;
        }
        Require(size <= TableLimits.RowBytes, $"A row of {size} bytes.");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds) throw new TableRefusedException(what);
    }
}
