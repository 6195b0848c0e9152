namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>The clock as one process sees it. When the process is killed, its timers are gone.</summary>
internal sealed class ProcessTime(TimeProvider clock) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<Timer> timers = [];
    private bool dead;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var timer = new Timer(this, dead ? null : clock.CreateTimer(callback, state, dueTime, period));
            if (!dead) timers.Add(timer);
            return timer;
        }
    }

    internal void Kill()
    {
        List<Timer> left;
        lock (gate)
        {
            dead = true;
            left = [.. timers];
            timers.Clear();
        }
        foreach (var timer in left) timer.Inner?.Dispose();
    }

    private sealed class Timer(ProcessTime owner, ITimer? inner) : ITimer
    {
        internal ITimer? Inner => inner;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner.gate) return !owner.dead && inner is not null && inner.Change(dueTime, period);
        }

        public void Dispose()
        {
            lock (owner.gate) owner.timers.Remove(this);
            inner?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
