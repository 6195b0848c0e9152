using Stepwell.Bus;

namespace Stepwell.Conformance.Azure.Messages;

/// <summary>A delivered message, and what may be done with it while its lock holds.</summary>
internal sealed class BrokerDelivery(InMemoryBroker broker, BrokerSubscription subscription, StoredMessage message, MessageLock held, BrokerSession? session) : IMessageSettlement
{
    internal StoredMessage Stored => message;

    internal ReceivedMessage Received { get; } = new()
    {
        MessageId = message.Sent.MessageId,
        SessionId = message.Sent.SessionId,
        Body = message.Sent.Body,
        Properties = message.Sent.Properties,
        DeliveryCount = message.Failed + 1,
        EnqueuedTime = message.Enqueued,
    };

    public bool HoldsSession => session is not null;

    public ValueTask CompleteAsync(CancellationToken cancellation) => SettleAsync("Complete", () => subscription.Remove(message));

    public ValueTask AbandonAsync(CancellationToken cancellation) => SettleAsync("Abandon", () => subscription.Fail(message));

    public ValueTask DeadLetterAsync(string reason, string description, CancellationToken cancellation)
    {
        if (reason.Length > ReceivedMessage.MaxDescription || description.Length > ReceivedMessage.MaxDescription) throw new BrokerException("The reason or description of a dead letter is too long.");
        return SettleAsync("DeadLetter", () => subscription.DeadLetter(message, reason, description));
    }

    public ValueTask RenewLockAsync(CancellationToken cancellation) => broker.CallAsync("Renew", now =>
    {
        ThrowIfLost();
        held.Until = now + BrokerSubscription.LockDuration;
    });

    public ValueTask ReleaseSessionAsync(CancellationToken cancellation) => broker.CallAsync("Release", _ =>
    {
        if (session is null) throw new BrokerException("The message came without a session.");
        session.ThrowIfLost();
        session.IsReleased = true;
    });

    private ValueTask SettleAsync(string call, Action settle) => broker.CallAsync(call, _ =>
    {
        ThrowIfLost();
        settle();
    });

    /// <summary>A message is settled once, and only under the lock it was delivered with.</summary>
    private void ThrowIfLost()
    {
        if (held.IsLost || message.Lock != held || !subscription.Messages.Contains(message)) throw new BrokerException($"The lock on the message '{message.Sent.MessageId}' is lost.");
    }
}
