using Microsoft.Extensions.Logging;

namespace Stepwell.Bus;

/// <summary>Renews a lock for as long as a message is worked on, however long it waits for its turn or its repetition.</summary>
/// <remarks>Hosts renew too, but stop after a time of theirs, counted from the receipt.</remarks>
internal sealed class LockKeeper : IAsyncDisposable
{
    /// <summary>The shortest lock that subscriptions have is a minute.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    private const int Misses = 3;
    private readonly IMessageSettlement settlement;
    private readonly ILogger log;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource ended = new();
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private Task renewing = Task.CompletedTask;
    private int missed;
    private bool over;

    internal LockKeeper(IMessageSettlement settlement, TimeProvider time, ILogger log)
    {
        this.settlement = settlement;
        this.log = log;
        timer = time.CreateTimer(static k => ((LockKeeper)k!).Renew(), this, Every, Every);
    }

    /// <summary>Fires when the lock could not be renewed for so long that another receiver may have the message.</summary>
    internal CancellationToken Lost => lost.Token;

    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (gate)
        {
            over = true;
            last = renewing;
        }
        await timer.DisposeAsync().ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await last.ConfigureAwait(false);
        ended.Dispose();
        lost.Dispose();
    }

    private void Renew()
    {
        lock (gate)
        {
            if (over) return;
            // One that hangs holds up no other.
            renewing = renewing.IsCompleted ? RenewAsync() : Task.WhenAll(renewing, RenewAsync());
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            await settlement.RenewLockAsync(ended.Token).ConfigureAwait(false);
            Volatile.Write(ref missed, 0);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The message is settled: there is nothing left to renew.
        }
        catch (Exception e)
        {
            log.LockNotRenewed(e);
            if (Interlocked.Increment(ref missed) == Misses) await lost.CancelAsync().ConfigureAwait(false);
        }
    }
}
