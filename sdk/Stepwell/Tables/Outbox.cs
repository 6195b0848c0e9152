using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>Does what commits have left to do, in order: other groups' changes, the list of dead letters, events; then clears their rows.</summary>
/// <remarks>Each part may be repeated: changes are applied once by a row in the other group, events are recognized by their handlers' marks.</remarks>
internal sealed class Outbox(
    StoreTables tables, IEventSender sender, VisitList visits, PendingCommits pending, LetterList letters, StepwellOptions options, TimeProvider time)
{
    /// <summary>By how much longer than marks it is remembered that changes were applied: nothing of an older outbox is left then.</summary>
    private static readonly TimeSpan AppliedMargin = TimeSpan.FromDays(1);

    private const int ReadTries = 10;

    /// <summary>Relays what is known.</summary>
    internal async ValueTask RelayAsync(OutboxEntry entry, CancellationToken cancellation)
    {
        foreach (var group in entry.Content.Changes.GroupBy(c => c.Group, StringComparer.Ordinal))
            await ApplyAsync(entry, group.Key, [.. group], cancellation).ConfigureAwait(false);
        if (entry.Content.LetterId is { } letter) await letters.AddAsync(letter, entry.Group, cancellation).ConfigureAwait(false);
        if (entry.Content.Events.Count > 0) await sender.SendAsync(entry.Content.Events, cancellation).ConfigureAwait(false);
        var rows = Enumerable.Range(0, entry.Rows).Select(i => TableOperation.Delete(entry.RowKey(i))).ToList();
        // Not found where another relay of the same commit has cleared it meanwhile.
        await tables.Service.SubmitAsync(tables.Groups, KeyText.Encode(entry.Group), rows, cancellation).ConfigureAwait(false);
        if (entry.Pending is { } key) await pending.RemoveAsync(key, null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Relays whatever is left under a mark.</summary>
    internal async ValueTask RelayAsync(string group, string markKey, CancellationToken cancellation)
    {
        foreach (var entry in await ReadAsync(group, RowKeys.OfUnsent(markKey), cancellation).ConfigureAwait(false))
            await RelayAsync(entry, cancellation).ConfigureAwait(false);
    }

    /// <summary>Relays a commit of which only its announcement is known, and ends the announcement.</summary>
    internal async ValueTask SettleAsync(PendingCommit announced, CancellationToken cancellation)
    {
        while (true)
        {
            // Asked first: of a commit made between the two, the outbox would seem relayed already.
            var made = await WasMadeAsync(announced, cancellation).ConfigureAwait(false);
            var left = await ReadAsync(announced.Group, RowKeys.OfUnsent(announced.MarkKey, announced.CommitId), cancellation).ConfigureAwait(false);
            foreach (var entry in left) await RelayAsync(entry, cancellation).ConfigureAwait(false);
            // Nothing left: it was relayed, or is not made yet. After the fence it never will be without being announced again.
            if (made || left.Count > 0 || await FenceAsync(announced, cancellation).ConfigureAwait(false)) break;
        }
        await pending.RemoveAsync(announced.Key, announced.ETag, cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes the fence away from a commit that is about to be made after all, and is announced again.</summary>
    internal async ValueTask UnfenceAsync(string group, string markKey, string commitId, CancellationToken cancellation)
    {
        var partition = KeyText.Encode(group);
        var fence = RowKeys.OfUnsent(markKey, commitId, 0);
        if (await tables.Service.ReadAsync(tables.Groups, partition, fence, null, cancellation).ConfigureAwait(false) is not { } row) return;
        if (!row.Flag(Columns.Void))
            throw new InvalidOperationException($"The outbox of the commit {commitId} in the group '{group}' exists, but its mark is gone. Ids of commits must be unique.");
        await tables.Service.SubmitAsync(tables.Groups, partition, [TableOperation.Delete(fence, row.ETag)], cancellation).ConfigureAwait(false);
    }

    /// <summary>The outboxes whose rows begin with a text, oldest first.</summary>
    internal async ValueTask<IReadOnlyList<OutboxEntry>> ReadAsync(string group, string rows, CancellationToken cancellation)
    {
        var query = new TableQuery { Partition = KeyText.Encode(group), RowFrom = rows, RowBefore = rows + KeyText.End };
        for (var tries = 1; ; tries++)
        {
            var found = await tables.ListAsync(tables.Groups, query, cancellation).ConfigureAwait(false);
            var commits = found.Where(r => !r.Flag(Columns.Void)).GroupBy(static r => r.RowKey[..^2], StringComparer.Ordinal).Select(static g => g.ToList()).ToList();
            // Over several pages, another relay may have cleared the rest of what the first page had.
            if (commits.TrueForAll(static c => c[0].Properties.TryGetValue(Columns.Rows, out var count) && (int)count == c.Count))
                return [.. commits.Select(c => OutboxEntry.Read(group, c)).OrderBy(static e => e.At)];
            if (tries == ReadTries) throw new InvalidDataException($"The outbox of the group '{group}' has rows of which others are missing, under '{rows}'.");
        }
    }

    private async ValueTask<bool> WasMadeAsync(PendingCommit announced, CancellationToken cancellation) =>
        await tables.Service.ReadAsync(tables.Groups, KeyText.Encode(announced.Group), RowKeys.OfMark(announced.MarkKey), [Columns.Commit], cancellation).ConfigureAwait(false)
            is { } mark && mark.Text(Columns.Commit) == announced.CommitId;

    /// <returns>False where the commit was made meanwhile.</returns>
    private async ValueTask<bool> FenceAsync(PendingCommit announced, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await visits.NoteAsync(VisitList.Marks, announced.Group, now, cancellation).ConfigureAwait(false);
        var fence = RowKeys.OfUnsent(announced.MarkKey, announced.CommitId, 0);
        var partition = KeyText.Encode(announced.Group);
        var row = new Dictionary<string, object>(2, StringComparer.Ordinal) { [Columns.Void] = true, [Columns.At] = now };
        var outcome = await tables.Service.SubmitAsync(tables.Groups, partition, [TableOperation.Insert(fence, row)], cancellation).ConfigureAwait(false);
        return outcome.IsDone
            // An earlier sweep's, which could not remove the announcement.
            || (await tables.Service.ReadAsync(tables.Groups, partition, fence, null, cancellation).ConfigureAwait(false))?.Flag(Columns.Void) == true;
    }

    private async ValueTask ApplyAsync(OutboxEntry entry, string group, IReadOnlyList<OtherGroupChange> changes, CancellationToken cancellation)
    {
        // Remembered longer than the home group's mark: by then the outbox is gone, so that it cannot be applied again.
        var applied = time.GetUtcNow() + AppliedMargin;
        await visits.NoteAsync(VisitList.Marks, group, applied, cancellation).ConfigureAwait(false);
        if (options.StateRetention is not null) await visits.NoteAsync(VisitList.State, group, entry.At, cancellation).ConfigureAwait(false);
        var operations = new List<TableOperation>(changes.Count + 1)
        {
            TableOperation.Insert(RowKeys.OfApplied(entry.CommitId, entry.MarkKey), new Dictionary<string, object>(1, StringComparer.Ordinal) { [Columns.At] = applied }),
        };
        foreach (var change in changes)
            operations.Add(change.Json is null
                ? TableOperation.Delete(RowKeys.OfState(change.Key))
                : TableOperation.Upsert(RowKeys.OfState(change.Key), StateRow.Value(group, change.Key, change.Json, change.Sensitive, entry.TraceId, entry.Handler, entry.At)));
        var partition = KeyText.Encode(group);
        while (true)
        {
            var outcome = await tables.Service.SubmitAsync(tables.Groups, partition, operations, cancellation).ConfigureAwait(false);
            // Exists: applied before.
            if (outcome.IsDone || outcome.FailedIndex == 0) return;
            for (var i = 0; i < changes.Count; i++)
                if (changes[i].Json is null)
                    operations[i + 1] = TableOperation.Upsert(RowKeys.OfState(changes[i].Key), StateRow.Absent(group, changes[i].Key, entry.At));
        }
    }
}
