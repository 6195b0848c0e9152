using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Stepwell.Bus;

namespace Stepwell.Azure.ServiceBus;

/// <summary>Settles a message through the Functions host, which holds its lock.</summary>
internal sealed class MessageSettlement(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions? session) : IMessageSettlement
{
    public bool HoldsSession => session is not null;

    public ValueTask CompleteAsync(CancellationToken cancellation) => new(actions.CompleteMessageAsync(message, cancellation));

    public ValueTask AbandonAsync(CancellationToken cancellation) => new(actions.AbandonMessageAsync(message, cancellationToken: cancellation));

    public ValueTask DeadLetterAsync(string reason, string description, CancellationToken cancellation) =>
        new(actions.DeadLetterMessageAsync(message, deadLetterReason: reason, deadLetterErrorDescription: description, cancellationToken: cancellation));

    public ValueTask RenewLockAsync(CancellationToken cancellation) =>
        new(session is null ? actions.RenewMessageLockAsync(message, cancellation) : session.RenewSessionLockAsync(cancellation));

    public ValueTask ReleaseSessionAsync(CancellationToken cancellation) => session is null
        ? throw new InvalidOperationException($"Message {message.MessageId} came without a session; there is none to release.")
        : new(session.ReleaseSession(cancellation));
}
