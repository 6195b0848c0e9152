using System.Collections.Concurrent;

namespace Stepwell.Bus;

/// <summary>The messages that wait for a time while their locks are held, and until when.</summary>
internal sealed class Waits(TimeProvider time)
{
    private readonly ConcurrentDictionary<ReceivedMessage, DateTimeOffset> waiting = [];

    /// <summary>True where a message waits and its time has not come.</summary>
    internal bool Holds(ReceivedMessage message) => waiting.TryGetValue(message, out var until) && until > time.GetUtcNow();

    /// <summary>Waits until a time, or less where it is called off.</summary>
    internal async Task UntilAsync(ReceivedMessage message, DateTimeOffset until, CancellationToken cancellation)
    {
        var wait = until - time.GetUtcNow();
        if (wait <= TimeSpan.Zero) return;
        waiting[message] = until;
        try
        {
            await Task.Delay(wait, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            waiting.TryRemove(message, out _);
        }
    }
}
