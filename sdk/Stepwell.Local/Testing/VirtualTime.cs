namespace Stepwell.Testing;

/// <summary>A clock that moves only when a test moves it. Timers fire in order of their times, each at its own.</summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<VirtualTimer> timers = [];
    private DateTimeOffset now;
    private long order;

    /// <summary>Starts the clock.</summary>
    /// <param name="start">Its first time.</param>
    public VirtualTime(DateTimeOffset start) => now = start.ToUniversalTime();

    /// <summary>When the next timer fires; null for none.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (gate) return Next()?.Due;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock to a time and fires what is due on the way. Never back.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        while (true)
        {
            VirtualTimer? due;
            lock (gate)
            {
                due = Next();
                if (due is null || due.Due > time)
                {
                    if (time > now) now = time;
                    return;
                }
                if (due.Due > now) now = due.Due!.Value;
                due.Take(now);
            }
            due.Fire();
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private VirtualTimer? Next()
    {
        VirtualTimer? next = null;
        foreach (var timer in timers)
            if (timer.Due is not null && (next is null || timer.Due < next.Due || (timer.Due == next.Due && timer.Order < next.Order)))
                next = timer;
        return next;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        internal DateTimeOffset? Due { get; private set; }

        internal long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                this.period = period;
                Due = dueTime < TimeSpan.Zero ? null : time.now + dueTime;
                Order = ++time.order;
                if (Due is null) time.timers.Remove(this);
                else time.timers.Add(this);
                if (dueTime != TimeSpan.Zero) return true;
                Take(time.now);
            }
            ThreadPool.UnsafeQueueUserWorkItem(static t => t.Fire(), this, preferLocal: false);
            return true;
        }

        internal void Take(DateTimeOffset at)
        {
            Due = period > TimeSpan.Zero ? at + period : null;
            if (Due is null) time.timers.Remove(this);
        }

        internal void Fire()
        {
            if (context is null) callback(state);
            else ExecutionContext.Run(context, static t => ((VirtualTimer)t!).Call(), this);
        }

        private void Call() => callback(state);

        public void Dispose()
        {
            lock (time.gate)
            {
                Due = null;
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
