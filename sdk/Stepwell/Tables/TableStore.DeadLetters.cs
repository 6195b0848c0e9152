using Stepwell.Catalog;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Tables;

/// <summary>Dead letters.</summary>
public sealed partial class TableStore
{
    private const int LettersAtOnce = 16;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(string? handler, string? traceId, string? before, int count, CancellationToken cancellation)
    {
        LetterPlace? after = null;
        if (before is not null && (after = await letters.FindAsync(before, cancellation).ConfigureAwait(false)) is null) return [];
        var found = new List<DeadLetter>();
        var places = new List<LetterPlace>(LettersAtOnce);
        await foreach (var place in letters.ListAsync(handler, traceId, after, count, cancellation).ConfigureAwait(false))
        {
            places.Add(place);
            if (places.Count < LettersAtOnce && found.Count + places.Count < count) continue;
            await TakeAsync(places, found, cancellation).ConfigureAwait(false);
            if (found.Count >= count) return found;
        }
        await TakeAsync(places, found, cancellation).ConfigureAwait(false);
        return found;
    }

    /// <inheritdoc/>
    /// <remarks>Counts places and reads no letters: a place whose letter is gone, because a process ended between the two, counts until letters are listed.</remarks>
    public async ValueTask<int> CountDeadLettersAsync(string? handler, string? traceId, int atMost, CancellationToken cancellation) =>
        await letters.ListAsync(handler, traceId, null, atMost, cancellation).Take(atMost).CountAsync(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>As <see cref="CountDeadLettersAsync"/> does.</remarks>
    public async ValueTask<IReadOnlyDictionary<string, int>> CountDeadLettersByHandlerAsync(int atMost, CancellationToken cancellation)
    {
        var places = await letters.ListAsync(null, null, null, atMost, cancellation).Take(atMost).ToListAsync(cancellation).ConfigureAwait(false);
        return places.CountBy(p => p.Handler).ToDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask<DeadLetter?> ReadDeadLetterAsync(string id, CancellationToken cancellation) =>
        await FindLetterAsync(id, cancellation).ConfigureAwait(false) is var (_, row) ? LetterRow.Read(row) : null;

    /// <inheritdoc/>
    public async ValueTask<bool> EditDeadLetterAsync(string id, byte[] data, CancellationToken cancellation)
    {
        while (await FindLetterAsync(id, cancellation).ConfigureAwait(false) is var (place, row))
        {
            var letter = LetterRow.Read(row);
            var edited = LetterRow.Write(letter with { Envelope = letter.Envelope with { Data = data } });
            if ((await SubmitAsync(place.Group, [TableOperation.Update(row.RowKey, edited, row.ETag)], cancellation).ConfigureAwait(false)).IsDone) return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DiscardDeadLetterAsync(string id, CancellationToken cancellation)
    {
        if (await FindLetterAsync(id, cancellation).ConfigureAwait(false) is not var (place, row)) return false;
        var outcome = await SubmitAsync(place.Group, [TableOperation.Delete(row.RowKey)], cancellation).ConfigureAwait(false);
        await letters.RemoveAsync(place, cancellation).ConfigureAwait(false);
        return outcome.IsDone;
    }

    /// <inheritdoc/>
    /// <exception cref="SentLaterException">The letter is replayed; its event is sent by the sweep.</exception>
    public async ValueTask<bool> ReplayDeadLetterAsync(string id, CancellationToken cancellation)
    {
        while (await FindLetterAsync(id, cancellation).ConfigureAwait(false) is var (place, row))
        {
            var letter = LetterRow.Read(row);
            if (catalog.Consumer(letter.Handler) is null) throw letter.HandlerGone();
            var now = time.GetUtcNow();
            var envelope = letter.Envelope with { To = letter.Handler, Generation = letter.Envelope.Generation + 1, Due = null };
            var (markKey, replayId) = (letter.Handler + ":" + envelope.Id, "replay-" + TraceIds.New());
            await visits.NoteAsync(VisitList.Marks, place.Group, now, cancellation).ConfigureAwait(false);
            var key = await pending.AddAsync(place.Group, markKey, replayId, cancellation).ConfigureAwait(false);
            var (entry, rows) = OutboxEntry.Make(place.Group, markKey, replayId, envelope.TraceId, null, now, new([], null, [envelope]), key);
            var operations = new List<TableOperation> { TableOperation.Delete(row.RowKey, row.ETag) };
            for (var i = 0; i < rows.Count; i++) operations.Add(TableOperation.Insert(entry.RowKey(i), rows[i]));
            var outcome = await SubmitAsync(place.Group, operations, cancellation).ConfigureAwait(false);
            // The letter may be gone because a lost reply was asked for again: then this very outbox is there.
            if (outcome.IsDone || await ReadRowAsync(place.Group, entry.RowKey(0), cancellation).ConfigureAwait(false) is { } own && !own.Flag(Columns.Void))
            {
                await FollowUpAsync(entry, place, cancellation).ConfigureAwait(false);
                return true;
            }
            await pending.RemoveAsync(key, null, cancellation).ConfigureAwait(false);
        }
        return false;
    }

    private async ValueTask FollowUpAsync(OutboxEntry entry, LetterPlace place, CancellationToken cancellation)
    {
        try
        {
            await outbox.RelayAsync(entry, made: true, cancellation).ConfigureAwait(false);
            await letters.RemoveAsync(place, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw new SentLaterException(e);
        }
    }

    private async ValueTask<(LetterPlace Place, TableRow Row)?> FindLetterAsync(string id, CancellationToken cancellation) =>
        await letters.FindAsync(id, cancellation).ConfigureAwait(false) is { } place
        && await ReadRowAsync(place.Group, RowKeys.OfLetter(id), cancellation).ConfigureAwait(false) is { } row
            ? (place, row)
            : null;

    private async ValueTask TakeAsync(List<LetterPlace> places, List<DeadLetter> found, CancellationToken cancellation)
    {
        var rows = await Task.WhenAll(places.Select(p => ReadRowAsync(p.Group, RowKeys.OfLetter(p.Id), cancellation).AsTask())).ConfigureAwait(false);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] is { } row) found.Add(LetterRow.Read(row));
            // Its letter was replayed or discarded by a process that ended before it came to the list.
            else await letters.RemoveAsync(places[i], cancellation).ConfigureAwait(false);
        }
        places.Clear();
    }
}
