using Microsoft.Extensions.Logging;

namespace Stepwell.Bus;

/// <summary>Renews the locks of all messages in work, by one timer for them all: most messages are settled before it ever fires.</summary>
/// <remarks>Hosts renew too, but stop after a time of theirs, counted from the receipt.</remarks>
internal sealed class LockKeepers
{
    /// <summary>The shortest lock that subscriptions have is a minute.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new();
    private readonly HashSet<LockKeeper> held = [];
    private readonly ITimer timer;
    private readonly ILogger log;
    private bool ticking;

    internal LockKeepers(TimeProvider time, ILogger log)
    {
        this.log = log;
        timer = time.CreateTimer(static k => ((LockKeepers)k!).Renew(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Keeps the lock of a message until the keeper is disposed.</summary>
    internal LockKeeper Keep(IMessageSettlement settlement)
    {
        var keeper = new LockKeeper(this, settlement, log);
        lock (gate)
        {
            held.Add(keeper);
            if (!ticking) ticking = timer.Change(Every, Every);
        }
        return keeper;
    }

    internal void Release(LockKeeper keeper)
    {
        lock (gate) held.Remove(keeper);
    }

    private void Renew()
    {
        LockKeeper[] due;
        lock (gate)
        {
            due = [.. held];
            // Not at once when the last message is settled, for the next one is near in busy times.
            if (due.Length == 0) ticking = !timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        foreach (var keeper in due) keeper.Renew();
    }
}
