using System.Collections.Concurrent;

namespace Stepwell.Running;

/// <summary>The clocks of attempts' time limits. Nearly all are stopped long before their time, and can be used again.</summary>
internal sealed class TimeLimits(TimeProvider time)
{
    private const int Kept = 256;
    private readonly ConcurrentQueue<CancellationTokenSource> idle = new();

    internal CancellationTokenSource Start(TimeSpan limit)
    {
        if (!idle.TryDequeue(out var source)) return new(limit, time);
        source.CancelAfter(limit);
        return source;
    }

    /// <summary>Stops a clock.</summary>
    /// <param name="source">The clock.</param>
    /// <param name="unseen">True where nobody else may hold it or its token: they would hear of another attempt's end.</param>
    internal void Stop(CancellationTokenSource source, bool unseen)
    {
        if (unseen && idle.Count < Kept && source.TryReset()) idle.Enqueue(source);
        else source.Dispose();
    }
}
