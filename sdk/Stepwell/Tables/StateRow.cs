using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>A value as a row; or that a key has none, where a transaction had to leave a row to hold as a whole.</summary>
/// <remarks>A row that is <see cref="Columns.Gone"/> reads as absent everywhere, and goes with the marks of its time.</remarks>
internal static class StateRow
{
    internal static Dictionary<string, object> Value(string group, string key, byte[] json, string? sensitive, string? trace, string? handler, DateTimeOffset at)
    {
        var row = Base(group, key, at);
        Chunks.Put(row, Columns.Json, json);
        if (sensitive is not null) row[Columns.Sensitive] = sensitive;
        if (trace is not null && trace != group) row[Columns.Trace] = trace;
        if (handler is not null) row[Columns.Handler] = handler;
        return row;
    }

    internal static Dictionary<string, object> Absent(string group, string key, DateTimeOffset at)
    {
        var row = Base(group, key, at);
        row[Columns.Gone] = true;
        return row;
    }

    internal static bool IsAbsent(TableRow row) => row.Flag(Columns.Gone);

    /// <summary>True for a row among the values that is one.</summary>
    internal static bool IsValue(TableRow row) => !IsAbsent(row) && row.RowKey != RowKeys.KnownTrace;

    internal static StoredValue Read(TableRow row) => new(Chunks.Get(row.Properties, Columns.Json)!, row.ETag);

    /// <summary>What people see of a row's ETag: it goes through a header in quotes, so it has none of its own.</summary>
    internal static string Version(TableRow row) => row.ETag is ['W', '/', '"', .. var tag, '"'] ? tag : row.ETag.Trim('"');

    internal static StateEntry Entry(TableRow row, string group)
    {
        var handler = row.Text(Columns.Handler);
        return new(
            RowKeys.TextOf(row, RowKeys.State), Chunks.Get(row.Properties, Columns.Json)!, Version(row), row.Text(Columns.Sensitive),
            row.Text(Columns.Trace) ?? (handler is null ? null : group), handler, row.Time(Columns.At));
    }

    private static Dictionary<string, object> Base(string group, string key, DateTimeOffset at)
    {
        var row = new Dictionary<string, object>(6, StringComparer.Ordinal) { [Columns.At] = at };
        CutText.Keep(row, Columns.Name, KeyText.Encode(key), key);
        CutText.Keep(row, Columns.Group, KeyText.Encode(group), group);
        return row;
    }
}
