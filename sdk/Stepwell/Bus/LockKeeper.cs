using Microsoft.Extensions.Logging;

namespace Stepwell.Bus;

/// <summary>Renews a lock for as long as a message is worked on, however long it waits for its turn or its repetition.</summary>
internal sealed class LockKeeper(LockKeepers keepers, IMessageSettlement settlement, ILogger log) : IAsyncDisposable
{
    private const int Misses = 3;
    private readonly Lock gate = new();

    /// <summary>Made by whoever asks for the token first; most messages have nobody who does.</summary>
    private CancellationTokenSource? lost;

    /// <summary>Made by the first renewal.</summary>
    private CancellationTokenSource? ended;

    private Task renewing = Task.CompletedTask;
    private int missed;
    private bool over;

    /// <summary>True when the lock could not be renewed for so long that another receiver may have the message.</summary>
    internal bool IsLost => Volatile.Read(ref missed) >= Misses;

    /// <summary>Fires when <see cref="IsLost"/> becomes true.</summary>
    internal CancellationToken Lost
    {
        get
        {
            lock (gate)
            {
                if (lost is null)
                {
                    lost = new CancellationTokenSource();
                    if (IsLost) lost.Cancel();
                }
                return lost.Token;
            }
        }
    }

    internal void Renew()
    {
        lock (gate)
        {
            if (over) return;
            ended ??= new CancellationTokenSource();
            // One that hangs holds up no other.
            renewing = renewing.IsCompleted ? RenewAsync(ended.Token) : Task.WhenAll(renewing, RenewAsync(ended.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        keepers.Release(this);
        lock (gate) over = true;
        if (ended is not null)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
            ended.Dispose();
        }
        lost?.Dispose();
    }

    private async Task RenewAsync(CancellationToken ending)
    {
        try
        {
            await settlement.RenewLockAsync(ending).ConfigureAwait(false);
            // What was lost stays so: whoever was told has left.
            if (!IsLost) Volatile.Write(ref missed, 0);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The message is settled: there is nothing left to renew.
        }
        catch (Exception e)
        {
            log.LockNotRenewed(e);
            if (Interlocked.Increment(ref missed) != Misses) return;
            CancellationTokenSource? told;
            lock (gate) told = lost;
            if (told is not null) await told.CancelAsync().ConfigureAwait(false);
        }
    }
}
