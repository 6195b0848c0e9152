using Stepwell.Storage;

namespace Stepwell.Introspection;

/// <summary>Looks through dead letters for a text, as they are shown: what is masked is not found.</summary>
internal static class DeadLetterSearch
{
    /// <summary>No more letters, and hardly more data, are looked at for one question; the next question goes on from there.</summary>
    internal const int MostLetters = 1000;
    internal const int MostBytes = 16 * 1024 * 1024;

    private const int AtOnce = 100;

    /// <summary>A page of letters that have the text.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">Which, with a text.</param>
    /// <param name="show">Shows a letter, its data cut at so many bytes.</param>
    /// <param name="cancellation">Ends the call.</param>
    internal static async Task<Page<DeadLetterInfo>> FindAsync(IStepStoreAdmin store, DeadLetterQuery query, Func<DeadLetter, int, DeadLetterInfo> show, CancellationToken cancellation)
    {
        var found = new List<DeadLetterInfo>();
        var (last, letters, bytes) = (query.Before, 0, 0L);
        while (true)
        {
            var batch = await store.ListDeadLettersAsync(query.Handler, query.Trace, last, AtOnce, cancellation).ConfigureAwait(false);
            foreach (var letter in batch)
            {
                if (found.Count == query.Count || letters == MostLetters || bytes >= MostBytes) return new(found, last);
                (last, letters, bytes) = (letter.Id, letters + 1, bytes + letter.Envelope.Data.Length);
                if (show(letter, int.MaxValue).Has(query.Text!)) found.Add(show(letter, Payload.MaxShown));
            }
            if (batch.Count == AtOnce) continue;
            // Nothing comes after a letter that is gone, which is not the end.
            if (batch.Count == 0 && letters > 0 && await store.ReadDeadLetterAsync(last!, cancellation).ConfigureAwait(false) is null)
                throw IntrospectionException.Conflict("Dead letters were replayed or discarded while they were searched. Ask again.");
            return new(found, null);
        }
    }
}
