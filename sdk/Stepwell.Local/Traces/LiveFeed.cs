using System.Threading.Channels;

namespace Stepwell.Local.Traces;

/// <summary>What happens, as it happens, for whoever listens. A listener that falls behind loses the oldest and is told how many.</summary>
public sealed class LiveFeed
{
    private const int Buffer = 2000;
    private readonly Lock gate = new();
    private Listener[] listeners = [];
    private volatile bool wantsLogs;

    /// <summary>True where nobody listens: nothing need be made.</summary>
    public bool IsIdle => listeners.Length == 0;

    /// <summary>False where nobody listens to lines of log: then none need be made.</summary>
    public bool WantsLogs => wantsLogs;

    /// <summary>Starts to listen.</summary>
    /// <param name="logs">False to hear of runs only; the default is true.</param>
    public Listener Listen(bool logs = true)
    {
        var listener = new Listener(this, logs);
        Set(all => [.. all, listener]);
        return listener;
    }

    internal void Publish(LiveEvent item)
    {
        foreach (var listener in listeners)
            if (listener.Logs || item.Data is not LogLine)
                listener.Offer(item);
    }

    private void Remove(Listener listener) => Set(all => [.. all.Where(l => l != listener)]);

    private void Set(Func<Listener[], Listener[]> change)
    {
        lock (gate)
        {
            listeners = change(listeners);
            wantsLogs = listeners.Any(l => l.Logs);
        }
    }

    /// <summary>One listener.</summary>
    public sealed class Listener : IDisposable
    {
        private readonly LiveFeed feed;
        private readonly Channel<LiveEvent> channel;
        private int missed;

        internal Listener(LiveFeed feed, bool logs)
        {
            (this.feed, Logs) = (feed, logs);
            channel = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(Buffer) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref missed));
        }

        /// <summary>True where it hears lines of log too.</summary>
        internal bool Logs { get; }

        /// <summary>What happened since the last call; waits where nothing did.</summary>
        /// <param name="cancellation">Ends the waiting.</param>
        public async ValueTask<(IReadOnlyList<LiveEvent> Events, int Missed)> NextAsync(CancellationToken cancellation)
        {
            await channel.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false);
            var events = new List<LiveEvent>();
            while (events.Count < Buffer && channel.Reader.TryRead(out var item)) events.Add(item);
            return (events, Interlocked.Exchange(ref missed, 0));
        }

        internal void Offer(LiveEvent item) => channel.Writer.TryWrite(item);

        /// <summary>Stops listening.</summary>
        public void Dispose() => feed.Remove(this);
    }
}

/// <summary>Something that happened.</summary>
/// <param name="Type"><c>started</c>, <c>ended</c> or <c>log</c>.</param>
/// <param name="Data">A <see cref="LiveRun"/> or a <see cref="LogLine"/>.</param>
public sealed record LiveEvent(string Type, object Data);

/// <summary>A run that started or ended.</summary>
/// <param name="TraceId">The trace.</param>
/// <param name="SpanId">The span.</param>
/// <param name="Step">The handler.</param>
/// <param name="Flow">Its first flow.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Status">The status, as in <see cref="SpanDetail.Status"/>.</param>
/// <param name="At">When it started.</param>
/// <param name="DurationMs">How long it took; 0 while it runs.</param>
/// <param name="Trigger">What started it.</param>
/// <param name="Topics">The topics it emitted on.</param>
public sealed record LiveRun(string TraceId, string SpanId, string Step, string Flow, int Attempt, string Status, DateTimeOffset At, double DurationMs, string Trigger, IReadOnlyList<string> Topics);
