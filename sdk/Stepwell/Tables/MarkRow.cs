using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>A mark as a row.</summary>
internal static class MarkRow
{
    internal static Dictionary<string, object> Write(StepCommit commit)
    {
        var row = new Dictionary<string, object>(5, StringComparer.Ordinal) { [Columns.Commit] = commit.Id, [Columns.At] = commit.At };
        if (commit.Mark.Generation != 0) row[Columns.Generation] = commit.Mark.Generation;
        if (commit.Mark.Failed) row[Columns.Failed] = true;
        if (commit.Mark.Answer is { } answer) Chunks.Put(row, Columns.Answer, answer);
        return row;
    }

    internal static StoredMark Read(TableRow row) => new(
        row.Text(Columns.Commit)!, row.Properties.TryGetValue(Columns.Generation, out var generation) ? (int)generation : 0,
        row.Flag(Columns.Failed), Chunks.Get(row.Properties, Columns.Answer));
}
