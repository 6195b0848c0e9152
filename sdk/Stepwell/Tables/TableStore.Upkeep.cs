using System.Collections.Concurrent;

namespace Stepwell.Tables;

/// <summary>What timers call.</summary>
public sealed partial class TableStore
{
    private const int TimersAtOnce = 16;

    /// <summary>How much a timer does at once: enough to keep up with what a storage partition takes.</summary>
    internal static ParallelOptions AtOnce(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = TimersAtOnce, CancellationToken = cancellation };

    internal IAsyncEnumerable<PendingCommit> LeftBehindAsync(TimeSpan grace, CancellationToken cancellation) => pending.BeforeAsync(time.GetUtcNow() - grace, cancellation);

    internal ValueTask SettleAsync(PendingCommit announced, CancellationToken cancellation) => outbox.SettleAsync(announced, cancellation);

    internal async Task<int> PruneAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var marksBefore = now - options.MarkRetention;
        var failures = new ConcurrentQueue<Exception>();
        var visited = await VisitAsync(VisitList.Marks, marksBefore, g => PruneMarksAsync(g, marksBefore, cancellation), failures, cancellation).ConfigureAwait(false);
        if (options.StateRetention is { } retention)
            visited += await VisitAsync(VisitList.State, now - retention, g => PruneStateAsync(g, now - retention, cancellation), failures, cancellation).ConfigureAwait(false);
        visited += await VisitAsync(VisitList.Reservations, now, k => ExpireReservationAsync(k, now, cancellation), failures, cancellation).ConfigureAwait(false);
        return failures.IsEmpty ? visited : throw new AggregateException($"{failures.Count} visits failed; {visited} did not. They are tried again.", failures);
    }

    private async Task<int> VisitAsync(string kind, DateTimeOffset before, Func<string, ValueTask> prune, ConcurrentQueue<Exception> failures, CancellationToken cancellation)
    {
        var visited = 0;
        await Parallel.ForEachAsync(visits.DueAsync(kind, before, cancellation), AtOnce(cancellation), async (visit, _) =>
        {
            try
            {
                await prune(visit.Name).ConfigureAwait(false);
                await visits.DoneAsync(visit, cancellation).ConfigureAwait(false);
                Interlocked.Increment(ref visited);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failures.Enqueue(e);
            }
        }).ConfigureAwait(false);
        return visited;
    }

    private async ValueTask PruneMarksAsync(string group, DateTimeOffset before, CancellationToken cancellation)
    {
        // A mark goes after its outbox: what was left behind all the time is relayed now.
        foreach (var entry in await outbox.ReadAsync(group, RowKeys.Unsent, cancellation).ConfigureAwait(false))
            if (entry.At < before)
                await outbox.RelayAsync(entry, made: false, cancellation).ConfigureAwait(false);
        var query = new TableQuery { Partition = KeyText.Encode(group), Select = [Columns.At, Columns.Gone, Columns.Void] };
        var rows = tables.RangeAsync(tables.Groups, query, cancellation).Where(r => IsForgotten(r) && r.Time(Columns.At) < before);
        await tables.DeleteUnchangedAsync(tables.Groups, KeyText.Encode(group), rows, cancellation).ConfigureAwait(false);
    }

    /// <summary>True for rows that go with the marks of their time.</summary>
    private static bool IsForgotten(TableRow row) => row.RowKey[..1] switch
    {
        RowKeys.Mark or RowKeys.Applied or RowKeys.Deletion => true,
        RowKeys.State => !StateRow.IsValue(row),
        RowKeys.Unsent => row.Flag(Columns.Void),
        _ => false,
    };

    /// <summary>The values of a group go together, and only when none of them is younger.</summary>
    private async ValueTask PruneStateAsync(string group, DateTimeOffset before, CancellationToken cancellation)
    {
        var rows = tables.RangeAsync(tables.Groups, StateOf(group) with { Select = [Columns.At] }, cancellation).Where(static r => r.RowKey != RowKeys.KnownTrace);
        if (await rows.AnyAsync(r => r.Time(Columns.At) >= before, cancellation).ConfigureAwait(false)) return;
        // What was written since that look stays.
        await tables.DeleteUnchangedAsync(tables.Groups, KeyText.Encode(group), rows.Where(r => r.Time(Columns.At) < before), cancellation).ConfigureAwait(false);
    }
}
