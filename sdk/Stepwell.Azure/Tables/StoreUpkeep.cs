using Stepwell.Tables;

namespace Stepwell.Azure.Tables;

/// <summary>What the sweep's timer does: each time the outbox, once an hour what is to be forgotten.</summary>
internal sealed class StoreUpkeep(OutboxSweep outbox, TableUpkeep upkeep, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim one = new(1, 1);
    private DateTimeOffset next;

    /// <summary>Does both; what keeps failing in the one does not keep the other back.</summary>
    internal Task RunAsync(CancellationToken cancellation) => Task.WhenAll(outbox.SweepAsync(cancellation), ForgetAsync(cancellation));

    private async Task ForgetAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            if (now < next) return;
            await upkeep.RunAsync(cancellation).ConfigureAwait(false);
            next = now + Between;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
