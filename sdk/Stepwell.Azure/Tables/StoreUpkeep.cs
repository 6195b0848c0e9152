using Stepwell.Scheduling;
using Stepwell.Tables;

namespace Stepwell.Azure.Tables;

/// <summary>What the sweep's timer does: each minute the outbox and ticks that were missed, once an hour what is to be forgotten.</summary>
internal sealed class StoreUpkeep(OutboxSweep outbox, TickTimer ticks, TableUpkeep upkeep, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenForgettings = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim one = new(1, 1);
    private DateTimeOffset next;

    /// <summary>Does all of it; what keeps failing in the one does not keep the others back.</summary>
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
            var sweep = Task.WhenAll(outbox.SweepAsync(cancellation), ticks.SendMissedAsync(cancellation));
            try
            {
                await sweep.ConfigureAwait(false);
            }
            catch (Exception) when (sweep.IsFaulted && !cancellation.IsCancellationRequested)
            {
                failures.AddRange(sweep.Exception!.InnerExceptions);
            }
        }
        while (await OutlastsAsync(forgetting, cancellation).ConfigureAwait(false));
        if (failures.Count > 0) throw new AggregateException("Not all could be sent that was left behind. It is tried again.", failures);
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
