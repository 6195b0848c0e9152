using Stepwell.Bus;

namespace Stepwell.Conformance.Azure.Messages;

/// <summary>A subscription: messages in order, locks, counts, a dead-letter queue. Guarded by the broker's lock.</summary>
internal sealed class BrokerSubscription(InMemoryBroker broker, string name, string filter, bool sessions)
{
    internal const int MaxDeliveries = 10;
    internal static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);

    private readonly SubscriptionFilter filter = new(filter);
    private readonly SortedDictionary<long, StoredMessage> messages = [];
    private readonly Dictionary<string, MessageLock> sessionLocks = new(StringComparer.Ordinal);

    internal string Name => name;

    internal bool Sessions => sessions;

    internal List<DeadMessage> DeadLetters { get; } = [];

    /// <summary>The messages that are not yet settled, in order.</summary>
    internal IReadOnlyCollection<StoredMessage> Messages => messages.Values;

    internal DateTimeOffset? NextExpiry => Locks().Min(l => (DateTimeOffset?)l.Until);

    internal bool Takes(OutgoingMessage message) => filter.Takes(message.Properties);

    internal void Enqueue(StoredMessage message) => messages.Add(message.Sequence, message);

    /// <summary>True where no receiver has the message, nor the session it is in.</summary>
    internal bool IsFree(StoredMessage message) => message.Lock is null && !(sessions && sessionLocks.ContainsKey(message.Sent.SessionId));

    /// <summary>Takes the first free message; null for none.</summary>
    internal BrokerDelivery? TryReceive(DateTimeOffset now)
    {
        if (sessions) throw new BrokerException($"'{name}' has sessions; accept one.");
        return messages.Values.FirstOrDefault(m => m.Lock is null) is { } free ? Deliver(free, new MessageLock(now + LockDuration), null) : null;
    }

    /// <summary>Takes the first session that has messages and no receiver; null for none.</summary>
    internal BrokerSession? TryAcceptSession(DateTimeOffset now)
    {
        if (!sessions) throw new BrokerException($"'{name}' has no sessions.");
        if (messages.Values.FirstOrDefault(IsFree) is not { } first) return null;
        var id = first.Sent.SessionId;
        var held = new MessageLock(now + LockDuration);
        sessionLocks.Add(id, held);
        return new BrokerSession(broker, this, id, held);
    }

    /// <summary>Takes the first message of a session that is not taken; null for none.</summary>
    internal BrokerDelivery? TryReceive(BrokerSession session)
    {
        session.ThrowIfLost();
        return messages.Values.FirstOrDefault(m => m.Lock is null && m.Sent.SessionId == session.Id) is { } free ? Deliver(free, session.Lock, session) : null;
    }

    internal void Remove(StoredMessage message) => messages.Remove(message.Sequence);

    internal void DeadLetter(StoredMessage message, string reason, string description)
    {
        messages.Remove(message.Sequence);
        DeadLetters.Add(new(message.Sent, reason, description));
    }

    /// <summary>Frees a message with one more delivery counted.</summary>
    internal void Fail(StoredMessage message)
    {
        message.Lock = null;
        if (++message.Failed >= MaxDeliveries) DeadLetter(message, "MaxDeliveryCountExceeded", $"Delivered {message.Failed} times.");
    }

    /// <summary>Closes a session; what was taken from it and not settled is free, uncounted.</summary>
    internal void Close(BrokerSession session)
    {
        if (session.Lock.IsLost) return;
        session.Lock.IsLost = true;
        sessionLocks.Remove(session.Id);
        foreach (var message in messages.Values.Where(m => m.Lock == session.Lock)) message.Lock = null;
    }

    /// <summary>Ends the locks whose time is over, or all.</summary>
    internal void Expire(DateTimeOffset? now, bool counted = true)
    {
        var over = Locks().Where(l => now is null || l.Until <= now).ToHashSet();
        foreach (var gone in over) gone.IsLost = true;
        foreach (var message in messages.Values.Where(m => m.Lock is not null && over.Contains(m.Lock)).ToList())
        {
            if (counted) Fail(message);
            else message.Lock = null;
        }
        foreach (var (id, held) in sessionLocks.ToList())
            if (over.Contains(held))
                sessionLocks.Remove(id);
    }

    private IEnumerable<MessageLock> Locks() => sessionLocks.Values.Concat(messages.Values.Select(m => m.Lock).OfType<MessageLock>());

    private BrokerDelivery Deliver(StoredMessage message, MessageLock held, BrokerSession? session)
    {
        message.Lock = held;
        return new BrokerDelivery(broker, this, message, held, session);
    }
}
