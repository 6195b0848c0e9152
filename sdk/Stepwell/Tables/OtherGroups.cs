using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>Makes the changes that a commit has in another group: all of them in one transaction, once.</summary>
/// <remarks>
/// Right after its commit they are written whatever is there: who writes beside them writes at the same time. Later than that, because the
/// commit's process ended or the tables were busy, a key that was written or deleted by a commit of a later time is left as it is:
/// its writer may have been answered long ago. Times are those of the processes that committed.
/// </remarks>
internal sealed class OtherGroups(StoreTables tables, VisitList visits, StepwellOptions options, TimeProvider time)
{
    /// <summary>By how much longer than marks it is remembered that changes were applied: nothing of an older outbox is left then.</summary>
    private static readonly TimeSpan AppliedMargin = TimeSpan.FromDays(1);

    private const int ReadsAtOnce = 16;
    private static readonly string[] Times = [Columns.At, Columns.Gone];

    /// <summary>Makes the changes, unless they were made before.</summary>
    /// <param name="entry">The commit.</param>
    /// <param name="group">The other group.</param>
    /// <param name="changes">Its changes there.</param>
    /// <param name="made">True in the process that has just made the commit.</param>
    /// <param name="cancellation">Ends the call.</param>
    internal async ValueTask ApplyAsync(OutboxEntry entry, string group, IReadOnlyList<OtherGroupChange> changes, bool made, CancellationToken cancellation)
    {
        // Remembered longer than the home group's mark: by then the outbox is gone, so that it cannot be applied again.
        var applied = time.GetUtcNow() + AppliedMargin;
        await visits.NoteAsync(VisitList.Marks, group, applied, cancellation).ConfigureAwait(false);
        if (options.StateRetention is not null) await visits.NoteAsync(VisitList.State, group, entry.At, cancellation).ConfigureAwait(false);
        var transaction = new OtherGroupTransaction(entry, group, applied);
        if (made && await WriteAsync(transaction, changes, cancellation).ConfigureAwait(false)) return;
        while (true)
        {
            var standing = await ReadAsync(group, changes, cancellation).ConfigureAwait(false);
            var operations = transaction.Over(changes, standing, later: !made || Left(entry) <= TimeSpan.Zero);
            if (IsMade(await SubmitAsync(transaction, operations, cancellation).ConfigureAwait(false))) return;
        }
    }

    /// <summary>Writes without a look at what is there, as long as nobody was answered that the commit holds.</summary>
    /// <returns>False where it took too long, or a key to delete is missing.</returns>
    private async ValueTask<bool> WriteAsync(OtherGroupTransaction transaction, IReadOnlyList<OtherGroupChange> changes, CancellationToken cancellation)
    {
        var left = Left(transaction.Entry);
        if (left <= TimeSpan.Zero) return false;
        using var patience = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return IsMade(await SubmitAsync(transaction, transaction.Blind(changes), either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // Should it arrive all the same, the row of what was applied keeps it from being made twice.
            return false;
        }
    }

    /// <summary>How long the answer to who made the commit waits for its relay, at least.</summary>
    private TimeSpan Left(OutboxEntry entry)
    {
        var left = entry.At + options.RelayPatience - time.GetUtcNow();
        return left < options.RelayPatience ? left : options.RelayPatience;
    }

    private ValueTask<TableOutcome> SubmitAsync(OtherGroupTransaction transaction, IReadOnlyList<TableOperation> operations, CancellationToken cancellation) =>
        tables.Service.SubmitAsync(tables.Groups, transaction.Partition, operations, cancellation);

    /// <summary>The first operation fails where it was applied before.</summary>
    private static bool IsMade(TableOutcome outcome) => outcome.IsDone || outcome.FailedIndex == 0;

    private async ValueTask<List<StandingKey>> ReadAsync(string group, IReadOnlyList<OtherGroupChange> changes, CancellationToken cancellation)
    {
        var standing = new List<StandingKey>(changes.Count);
        foreach (var some in changes.Chunk(ReadsAtOnce))
            standing.AddRange(await Task.WhenAll(some.Select(c => ReadAsync(KeyText.Encode(group), c.Key, cancellation))).ConfigureAwait(false));
        return standing;
    }

    private async Task<StandingKey> ReadAsync(string partition, string key, CancellationToken cancellation)
    {
        var row = await tables.Service.ReadAsync(tables.Groups, partition, RowKeys.OfState(key), Times, cancellation).ConfigureAwait(false);
        var deletion = row is null ? await tables.Service.ReadAsync(tables.Groups, partition, RowKeys.OfDeletion(key), Times, cancellation).ConfigureAwait(false) : null;
        return new(row, (row ?? deletion)?.Time(Columns.At));
    }
}

/// <summary>What is there of a key.</summary>
/// <param name="Row">Its row; null for none.</param>
/// <param name="At">When it was written or deleted; null where nothing is known of it.</param>
internal readonly record struct StandingKey(TableRow? Row, DateTimeOffset? At);
