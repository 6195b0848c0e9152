using System.Globalization;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>A table service in memory, as strict as the real one.</summary>
/// <param name="mostPerPage">At most so many rows in a page.</param>
/// <param name="emptyFirst">True to begin every query with an empty page, as the service may.</param>
internal sealed class MemoryTables(int mostPerPage = TableLimits.PageRows, bool emptyFirst = false) : ITableService
{
    private static readonly Comparer<(string Partition, string Row)> Ordinal = Comparer<(string Partition, string Row)>.Create(static (a, b) =>
        string.CompareOrdinal(a.Partition, b.Partition) is var order and not 0 ? order : string.CompareOrdinal(a.Row, b.Row));

    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedDictionary<(string Partition, string Row), TableRow>> tables = new(StringComparer.OrdinalIgnoreCase);
    private long version;

    public ValueTask CreateTableAsync(string table, CancellationToken cancellation)
    {
        if (table.Length is < 3 or > 63 || !char.IsAsciiLetter(table[0]) || !table.All(char.IsAsciiLetterOrDigit)) throw new TableRefusedException($"'{table}' is no name of a table.");
        lock (gate) tables.TryAdd(table, new(Ordinal));
        return default;
    }

    public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation)
    {
        lock (gate) return ValueTask.FromResult(Table(table).TryGetValue((partitionKey, rowKey), out var row) ? Copy(row, select) : null);
    }

    public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation)
    {
        if (query.PageSize is < 1 or > TableLimits.PageRows) throw new TableRefusedException($"A page of {query.PageSize} rows.");
        if (continuation is null && emptyFirst) return ValueTask.FromResult(new TablePage([], "start"));
        var from = continuation is null or "start" ? default((string Partition, string Row)?) : Parse(continuation);
        lock (gate)
        {
            var rows = new List<TableRow>();
            foreach (var (key, row) in Table(table))
            {
                if ((from is { } start && Ordinal.Compare(key, start) < 0) || !Contains(query, key)) continue;
                if (rows.Count == Math.Min(query.PageSize, mostPerPage))
                    return ValueTask.FromResult(new TablePage(rows, $"{key.Partition.Length.ToString(CultureInfo.InvariantCulture)} {key.Partition}{key.Row}"));
                rows.Add(Copy(row, query.Select));
            }
            return ValueTask.FromResult(new TablePage(rows, null));
        }
    }

    public ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation)
    {
        TableRules.Check(table, partitionKey, operations);
        lock (gate)
        {
            var rows = Table(table);
            for (var i = 0; i < operations.Count; i++)
                if (Outcome(rows, partitionKey, operations[i]) is var kind and not TableOutcomeKind.Done)
                    return ValueTask.FromResult(new TableOutcome(kind, i));
            foreach (var operation in operations)
            {
                var key = (partitionKey, operation.RowKey);
                if (operation.Kind == TableOperationKind.Delete) rows.Remove(key);
                else rows[key] = Copy(new(partitionKey, operation.RowKey, $"v{++version}", operation.Properties), null);
            }
            return ValueTask.FromResult(TableOutcome.Done);
        }
    }

    /// <summary>All rows of a table, for tests that look behind the store.</summary>
    internal IReadOnlyList<TableRow> Rows(string table)
    {
        lock (gate) return [.. Table(table).Values.Select(static r => Copy(r, null))];
    }

    private static TableOutcomeKind Outcome(SortedDictionary<(string, string), TableRow> rows, string partitionKey, TableOperation operation)
    {
        var present = rows.GetValueOrDefault((partitionKey, operation.RowKey));
        return operation.Kind switch
        {
            TableOperationKind.Insert => present is null ? TableOutcomeKind.Done : TableOutcomeKind.Exists,
            TableOperationKind.Upsert => TableOutcomeKind.Done,
            _ when present is null => TableOutcomeKind.NotFound,
            _ => operation.ETag is null || operation.ETag == present.ETag ? TableOutcomeKind.Done : TableOutcomeKind.PreconditionFailed,
        };
    }

    private static bool Contains(TableQuery query, (string Partition, string Row) key) =>
        (query.Partition is not null ? key.Partition == query.Partition : IsBetween(key.Partition, query.PartitionFrom, query.PartitionBefore)) && IsBetween(key.Row, query.RowFrom, query.RowBefore);

    private static bool IsBetween(string key, string? from, string? before) =>
        (from is null || string.CompareOrdinal(key, from) >= 0) && (before is null || string.CompareOrdinal(key, before) < 0);

    private static (string Partition, string Row) Parse(string continuation)
    {
        var space = continuation.IndexOf(' ', StringComparison.Ordinal);
        var end = space + 1 + int.Parse(continuation.AsSpan(0, space), CultureInfo.InvariantCulture);
        return (continuation[(space + 1)..end], continuation[end..]);
    }

    private static TableRow Copy(TableRow row, IReadOnlyList<string>? select) => row with
    {
        Properties = row.Properties.Where(p => select is null || select.Contains(p.Key))
            .ToDictionary(static p => p.Key, static p => p.Value is byte[] bytes ? bytes.Clone() : p.Value, StringComparer.Ordinal),
    };

    private SortedDictionary<(string Partition, string Row), TableRow> Table(string table) =>
        tables.TryGetValue(table, out var rows) ? rows : throw new TableRefusedException($"There is no table '{table}'.");
}
