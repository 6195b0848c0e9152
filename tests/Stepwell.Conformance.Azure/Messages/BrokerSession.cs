namespace Stepwell.Conformance.Azure.Messages;

/// <summary>A session in the hands of one receiver.</summary>
internal sealed class BrokerSession(InMemoryBroker broker, BrokerSubscription subscription, string id, MessageLock held)
{
    internal string Id => id;

    internal MessageLock Lock => held;

    /// <summary>True once its receiver is to take no more from it.</summary>
    internal bool IsReleased { get; set; }

    internal BrokerDelivery? TryReceive() => broker.Locked(() => IsReleased || held.IsLost ? null : subscription.TryReceive(this));

    internal void Close() => broker.Change(_ => subscription.Close(this));

    internal void ThrowIfLost()
    {
        if (held.IsLost) throw new BrokerException($"The lock of the session '{id}' is lost.");
    }
}
