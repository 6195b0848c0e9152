using Stepwell.Messaging;
using Stepwell.Running;

namespace Stepwell.Tables;

/// <summary>Does what commits have left to do, in order: other groups' changes, the list of dead letters, events; then clears their rows.</summary>
/// <remarks>Each part may be repeated: changes are applied once by a row in the other group, events are recognized by their handlers' marks.</remarks>
internal sealed class Outbox(
    StoreTables tables, IEventSender sender, VisitList visits, PendingCommits pending, LetterList letters, StepwellOptions options, TimeProvider time)
{
    private const int ReadTries = 10;
    private readonly OtherGroups others = new(tables, visits, options, time);

    /// <summary>Relays what is known.</summary>
    /// <param name="entry">The outbox.</param>
    /// <param name="made">True in the process that has just made the commit.</param>
    /// <param name="cancellation">Ends the call.</param>
    internal async ValueTask RelayAsync(OutboxEntry entry, bool made, CancellationToken cancellation)
    {
        foreach (var group in entry.Content.Changes.GroupBy(c => c.Group, StringComparer.Ordinal))
            await others.ApplyAsync(entry, group.Key, [.. group], made, cancellation).ConfigureAwait(false);
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
            await RelayAsync(entry, made: false, cancellation).ConfigureAwait(false);
    }

    /// <summary>Relays a commit of which only its announcement is known, and ends the announcement.</summary>
    internal async ValueTask SettleAsync(PendingCommit announced, CancellationToken cancellation)
    {
        while (true)
        {
            // Asked first: of a commit made between the two, the outbox would seem relayed already.
            var made = await WasMadeAsync(announced, cancellation).ConfigureAwait(false);
            var left = await ReadAsync(announced.Group, RowKeys.OfUnsent(announced.MarkKey, announced.CommitId), cancellation).ConfigureAwait(false);
            foreach (var entry in left) await RelayAsync(entry, made: false, cancellation).ConfigureAwait(false);
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
}
