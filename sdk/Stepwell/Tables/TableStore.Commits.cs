using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>Commits and their relay.</summary>
public sealed partial class TableStore
{
    /// <inheritdoc/>
    public async ValueTask<CommitOutcome> CommitAsync(StepCommit commit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var noting = NoteAsync(commit, cancellation);
        try
        {
            return await SubmitAsync(commit, noting, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await noting.ConfigureAwait(false);
        }
    }

    private async ValueTask<CommitOutcome> SubmitAsync(StepCommit commit, Task noting, CancellationToken cancellation)
    {
        var partition = KeyText.Encode(commit.HomeGroup);
        var content = OutboxContent.Of(commit);
        while (true)
        {
            var key = content is not null && commit.Delivery is null
                ? await pending.AddAsync(commit.HomeGroup, commit.Mark.Key, commit.Id, cancellation).ConfigureAwait(false)
                : null;
            // A redelivery repeats what a delivery has begun; of other commits nobody would know, so all is noted before them.
            if (commit.Delivery is null) await noting.ConfigureAwait(false);
            var (entry, further) = Further(commit, content, key);
            var end = await new CommitTransaction(tables, commit, partition, further).SubmitAsync(cancellation).ConfigureAwait(false);
            if (end == CommitTransaction.End.Fenced)
            {
                await outbox.UnfenceAsync(commit.HomeGroup, commit.Mark.Key, commit.Id, cancellation).ConfigureAwait(false);
                continue;
            }
            if (end == CommitTransaction.End.Committed && entry is not null) made.AddOrUpdate(commit, entry);
            if (end is CommitTransaction.End.Conflict or CommitTransaction.End.Duplicate && key is not null)
                await pending.RemoveAsync(key, null, cancellation).ConfigureAwait(false);
            return end switch
            {
                CommitTransaction.End.Conflict => CommitOutcome.Conflict,
                CommitTransaction.End.Duplicate => CommitOutcome.Duplicate,
                _ => CommitOutcome.Committed,
            };
        }
    }

    /// <inheritdoc/>
    public async ValueTask RelayAsync(StepCommit commit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (made.TryGetValue(commit, out var entry) && made.Remove(commit)) await outbox.RelayAsync(entry, made: true, cancellation).ConfigureAwait(false);
        else if (OutboxContent.Of(commit) is not null) await outbox.RelayAsync(commit.HomeGroup, commit.Mark.Key, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask RelayAsync(string group, string markKey, CancellationToken cancellation) => outbox.RelayAsync(group, markKey, cancellation);

    private static (OutboxEntry? Entry, List<TableOperation> Operations) Further(StepCommit commit, OutboxContent? content, PendingKey? key)
    {
        var further = new List<TableOperation>();
        if (content is null) return (null, further);
        var (entry, rows) = OutboxEntry.Make(commit, content, key);
        for (var i = 0; i < rows.Count; i++) further.Add(TableOperation.Insert(entry.RowKey(i), rows[i]));
        if (commit.DeadLetter is { } letter) further.Add(TableOperation.Upsert(RowKeys.OfLetter(letter.Id), LetterRow.Write(letter)));
        return (entry, further);
    }

    private async Task NoteAsync(StepCommit commit, CancellationToken cancellation)
    {
        await visits.NoteAsync(VisitList.Marks, commit.HomeGroup, commit.At, cancellation).ConfigureAwait(false);
        if (commit.Changes.Count > 0) await NoteStateAsync(commit.HomeGroup, commit.At, cancellation).ConfigureAwait(false);
    }
}
