using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>The outbox of one commit: its content, and the rows that hold it until it is relayed.</summary>
/// <param name="Group">The home group.</param>
/// <param name="MarkKey">The commit's mark.</param>
/// <param name="CommitId">The commit.</param>
/// <param name="TraceId">The writing trace, for other groups' values.</param>
/// <param name="Handler">The writing handler.</param>
/// <param name="At">When.</param>
/// <param name="Content">What is to be done.</param>
/// <param name="Rows">How many rows hold it.</param>
/// <param name="Pending">Its row among the commits that nobody else would relay; null for none.</param>
internal sealed record OutboxEntry(
    string Group, string MarkKey, string CommitId, string TraceId, string? Handler, DateTimeOffset At, OutboxContent Content, int Rows, PendingKey? Pending)
{
    /// <summary>Bytes of content in one row: under a request of 1 MiB in base64, and few enough rows to fit beside 90 operations.</summary>
    private const int RowBytes = 10 * TableLimits.PropertyBytes;

    /// <summary>The outbox of a commit, and the properties of its rows.</summary>
    internal static (OutboxEntry Entry, List<Dictionary<string, object>> Rows) Make(StepCommit commit, OutboxContent content, PendingKey? pending) =>
        Make(commit.HomeGroup, commit.Mark.Key, commit.Id, commit.TraceId, commit.Handler, commit.At, content, pending);

    internal static (OutboxEntry Entry, List<Dictionary<string, object>> Rows) Make(
        string group, string markKey, string commitId, string traceId, string? handler, DateTimeOffset at, OutboxContent content, PendingKey? pending)
    {
        var bytes = content.Write();
        var rows = new List<Dictionary<string, object>>();
        for (var from = 0; from < bytes.Length; from += RowBytes)
        {
            var row = new Dictionary<string, object>(StringComparer.Ordinal);
            Chunks.Put(row, Columns.Items, bytes[from..Math.Min(bytes.Length, from + RowBytes)]);
            rows.Add(row);
        }
        var first = rows[0];
        first[Columns.Rows] = rows.Count;
        first[Columns.Mark] = markKey;
        first[Columns.Commit] = commitId;
        first[Columns.Trace] = traceId;
        first[Columns.At] = at;
        if (handler is not null) first[Columns.Handler] = handler;
        if (pending is not null) first[Columns.Pending] = pending.ToString();
        return (new(group, markKey, commitId, traceId, handler, at, content, rows.Count, pending), rows);
    }

    /// <summary>Reads what <see cref="Make(StepCommit, OutboxContent, PendingKey?)"/> made.</summary>
    /// <param name="group">The home group.</param>
    /// <param name="rows">All rows of one commit, in order.</param>
    internal static OutboxEntry Read(string group, IReadOnlyList<TableRow> rows)
    {
        var first = rows[0];
        using var bytes = new MemoryStream();
        foreach (var row in rows) bytes.Write(Chunks.Get(row.Properties, Columns.Items));
        return new(
            group, first.Text(Columns.Mark)!, first.Text(Columns.Commit)!, first.Text(Columns.Trace)!, first.Text(Columns.Handler), first.Time(Columns.At),
            OutboxContent.Read(bytes.ToArray()), rows.Count, PendingKey.Parse(first.Text(Columns.Pending)));
    }

    internal string RowKey(int number) => RowKeys.OfUnsent(MarkKey, CommitId, number);
}
