using Stepwell.Tables;

namespace Stepwell.Azure.Tables;

/// <summary>What the sweep's timer does: each minute the outbox, once an hour what is to be forgotten.</summary>
internal sealed class StoreUpkeep(OutboxSweep outbox, TableUpkeep upkeep, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenForgettings = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim one = new(1, 1);
    private DateTimeOffset next;

    /// <summary>Does both; what keeps failing in the one does not keep the other back.</summary>
    internal Task RunAsync(CancellationToken cancellation)
    {
        var forgetting = ForgetAsync(cancellation);
        return Task.WhenAll(forgetting, SweepBesideAsync(forgetting, cancellation));
    }

    /// <summary>Sweeps, and goes on as long as forgetting takes: the timer does not fire again before that is over.</summary>
    private async Task SweepBesideAsync(Task forgetting, CancellationToken cancellation)
    {
        var failures = new List<Exception>();
        do
        {
            try
            {
                await outbox.SweepAsync(cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failures.Add(e);
            }
        }
        while (await OutlastsAsync(forgetting, cancellation).ConfigureAwait(false));
        if (failures.Count > 0) throw new AggregateException("The outbox could not be swept whole. It is tried again.", failures);
    }

    /// <returns>True where it still runs when the next sweep is due.</returns>
    private async Task<bool> OutlastsAsync(Task forgetting, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(forgetting, Task.Delay(BetweenSweeps, time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return !forgetting.IsCompleted;
    }

    private async Task ForgetAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            if (now < next) return;
            await upkeep.RunAsync(cancellation).ConfigureAwait(false);
            next = now + BetweenForgettings;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
