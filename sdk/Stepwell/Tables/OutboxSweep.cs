using System.Collections.Concurrent;

namespace Stepwell.Tables;

/// <summary>
/// Relays commits whose process ended before it did: api requests, hand-made events and replays, of which no queue delivers anything
/// again. A host calls it by a timer, every minute; several at once do no harm.
/// </summary>
public sealed class OutboxSweep
{
    /// <summary>How old a commit is at least before it is taken for left behind: longer than its own process needs.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromMinutes(1);

    private readonly TableStore store;
    private readonly TimeSpan grace;

    /// <param name="store">The store.</param>
    /// <param name="grace">How old a commit is at least; null for <see cref="DefaultGrace"/>.</param>
    public OutboxSweep(TableStore store, TimeSpan? grace = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.grace = grace ?? DefaultGrace;
    }

    /// <summary>Relays all that is left behind. One that fails does not keep the others back; it is tried again the next time.</summary>
    /// <returns>How many were settled: relayed now or before, or found never to have been made.</returns>
    /// <exception cref="AggregateException">Some failed.</exception>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var settled = 0;
        var failures = new ConcurrentQueue<Exception>();
        await Parallel.ForEachAsync(store.LeftBehindAsync(grace, cancellation), TableStore.AtOnce(cancellation), async (commit, _) =>
        {
            try
            {
                await store.SettleAsync(commit, cancellation).ConfigureAwait(false);
                Interlocked.Increment(ref settled);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failures.Enqueue(e);
            }
        }).ConfigureAwait(false);
        return failures.IsEmpty ? settled : throw new AggregateException($"{failures.Count} commits could not be relayed; {settled} were. They are tried again.", failures);
    }
}
