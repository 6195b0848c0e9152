using Stepwell.Local.Sqlite;

namespace Stepwell.Local.Queues;

/// <summary>One timer, set to the earliest of many times.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private long set = long.MaxValue;

    internal WakeUp(TimeProvider time, Action fire)
    {
        this.time = time;
        timer = time.CreateTimer(_ =>
        {
            lock (gate) set = long.MaxValue;
            fire();
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Fires at a time (milliseconds since 1970), or earlier if it was set so.</summary>
    internal void At(long at)
    {
        lock (gate)
        {
            if (at >= set) return;
            set = at;
            // Timers stand still while the machine sleeps: the clock is looked at once a minute.
            var wait = Math.Clamp(at - Times.Of(time.GetUtcNow()), 0, time == TimeProvider.System ? 60_000 : 40L * 24 * 3600 * 1000);
            timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer.Dispose();
}
