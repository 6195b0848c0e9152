using Stepwell.Bus;
using Stepwell.Conformance.Kit;

namespace Stepwell.Conformance.Azure.Messages;

/// <summary>
/// A broker that behaves as Service Bus does, on any clock: peek-lock with expiry, delivery counts, dead-letter queues, duplicate detection,
/// sessions, scheduled messages, filters, limits.
/// </summary>
internal sealed class InMemoryBroker : IMessageSender, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, BrokerTopic> topics = new(StringComparer.Ordinal);
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private int calling;

    internal InMemoryBroker(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When calls fail: before or after they take effect.</summary>
    internal StoreFaults Faults { get; } = new();

    /// <summary>Called, outside the lock, after something may have become free.</summary>
    internal Action? Changed { get; set; }

    /// <summary>True while a call is under way.</summary>
    internal bool IsCalled => Volatile.Read(ref calling) > 0;

    /// <summary>Rises with every call.</summary>
    internal long Changes { get; private set; }

    internal BrokerTopic Topic(string name)
    {
        lock (gate) return topics.TryGetValue(name, out var topic) ? topic : topics[name] = new BrokerTopic(name);
    }

    internal BrokerSubscription Subscribe(string topic, string handler, bool sessions)
    {
        var subscription = new BrokerSubscription(this, sessions ? handler + ".s" : handler, MessageProperties.FilterFor(handler), sessions);
        var owner = Topic(topic);
        lock (gate) owner.Subscriptions.Add(subscription);
        return subscription;
    }

    public ValueTask SendAsync(string topic, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation) => CallAsync("Send", now =>
    {
        if (!topics.TryGetValue(topic, out var known)) throw new BrokerException($"There is no topic '{topic}'.");
        foreach (var message in messages) known.Send(message, now);
    });

    internal BrokerDelivery? TryReceive(BrokerSubscription subscription) => Locked(() => subscription.TryReceive(time.GetUtcNow()));

    internal BrokerSession? TryAcceptSession(BrokerSubscription subscription) => Locked(() => subscription.TryAcceptSession(time.GetUtcNow()));

    /// <summary>The receiver is gone: its locks end as if their time were over.</summary>
    /// <param name="counted">False where its sessions were closed.</param>
    internal void DropLocks(bool counted) => Change(_ =>
    {
        foreach (var subscription in topics.Values.SelectMany(t => t.Subscriptions)) subscription.Expire(null, counted);
    });

    /// <summary>Looks at all messages at once.</summary>
    internal T Look<T>(Func<IEnumerable<BrokerSubscription>, T> look)
    {
        lock (gate) return look(topics.Values.SelectMany(t => t.Subscriptions));
    }

    internal T Locked<T>(Func<T> act)
    {
        T result;
        lock (gate)
        {
            result = act();
            Changes++;
            SetTimer();
        }
        return result;
    }

    internal void Change(Action<DateTimeOffset> act)
    {
        lock (gate)
        {
            try
            {
                act(time.GetUtcNow());
            }
            finally
            {
                Changes++;
                SetTimer();
            }
        }
        Changed?.Invoke();
    }

    internal async ValueTask CallAsync(string call, Action<DateTimeOffset> act)
    {
        Interlocked.Increment(ref calling);
        try
        {
            Faults.Check(call, after: false);
            Change(act);
            // As over a network: the caller goes on later.
            await Task.Yield();
            Faults.Check(call, after: true);
        }
        finally
        {
            Interlocked.Decrement(ref calling);
        }
    }

    public void Dispose() => timer.Dispose();

    private void OnTime() => Change(now =>
    {
        foreach (var topic in topics.Values)
        {
            topic.Activate(now);
            foreach (var subscription in topic.Subscriptions) subscription.Expire(now);
        }
    });

    private void SetTimer()
    {
        var next = topics.Values.SelectMany(t => t.Subscriptions.Select(s => s.NextExpiry).Append(t.NextDue)).Min();
        timer.Change(next is { } at ? Max(at - time.GetUtcNow(), TimeSpan.FromTicks(1)) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
