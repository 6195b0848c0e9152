using System.Text;
using Stepwell.Bus;

namespace Stepwell.Conformance.Azure.Messages;

/// <summary>A topic: drops duplicates, keeps what is scheduled, hands the rest to the subscriptions whose filter takes it. Guarded by the broker's lock.</summary>
internal sealed class BrokerTopic(string name)
{
    internal static readonly TimeSpan DuplicateWindow = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);
    private readonly PriorityQueue<OutgoingMessage, (DateTimeOffset Due, long Order)> scheduled = new();
    private long order;
    private long sequence;

    internal string Name => name;

    internal List<BrokerSubscription> Subscriptions { get; } = [];

    /// <summary>How many messages were dropped as duplicates.</summary>
    internal int Dropped { get; private set; }

    internal DateTimeOffset? NextDue => scheduled.TryPeek(out _, out var next) ? next.Due : null;

    internal void Send(OutgoingMessage message, DateTimeOffset now)
    {
        Check(message);
        foreach (var (id, _) in seen.Where(s => s.Value <= now - DuplicateWindow).ToList()) seen.Remove(id);
        if (!seen.TryAdd(message.MessageId, now))
        {
            Dropped++;
            return;
        }
        if (message.ScheduledEnqueueTime > now) scheduled.Enqueue(message, (message.ScheduledEnqueueTime.Value, ++order));
        else Deliver(message, now);
    }

    /// <summary>Delivers what has become due. It takes its place then.</summary>
    internal void Activate(DateTimeOffset now)
    {
        while (scheduled.TryPeek(out var message, out var next) && next.Due <= now)
        {
            scheduled.Dequeue();
            Deliver(message, now);
        }
    }

    private void Deliver(OutgoingMessage message, DateTimeOffset now)
    {
        sequence++;
        foreach (var subscription in Subscriptions)
            if (subscription.Takes(message))
                subscription.Enqueue(new StoredMessage(message, sequence, now));
    }

    private static void Check(OutgoingMessage message)
    {
        if (message.MessageId.Length is 0 or > 128) throw new BrokerException($"The message id '{message.MessageId}' must have 1 to 128 characters.");
        if (message.SessionId.Length is 0 or > 128) throw new BrokerException($"The session id '{message.SessionId}' must have 1 to 128 characters.");
        var bytes = message.Body.Length + message.Properties.Sum(p => Encoding.UTF8.GetByteCount(p.Key) + Size(p.Value)) + 512;
        if (bytes > OutgoingMessage.MaxBytes) throw new BrokerException($"The message has {bytes} bytes; the limit is {OutgoingMessage.MaxBytes}.");
    }

    private static int Size(object value) => value switch
    {
        string text => Encoding.UTF8.GetByteCount(text),
        int => sizeof(int),
        _ => throw new BrokerException($"A property must not be a {value.GetType().Name}."),
    };
}
