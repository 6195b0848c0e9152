using Stepwell.Bus;

namespace Stepwell.Conformance.Azure.Messages;

/// <summary>A message within a subscription.</summary>
internal sealed class StoredMessage(OutgoingMessage sent, long sequence, DateTimeOffset enqueued)
{
    internal OutgoingMessage Sent => sent;

    /// <summary>Its place.</summary>
    internal long Sequence => sequence;

    internal DateTimeOffset Enqueued => enqueued;

    /// <summary>How often it was delivered in vain.</summary>
    internal int Failed { get; set; }

    /// <summary>The lock it is delivered under; null where it is free.</summary>
    internal MessageLock? Lock { get; set; }

    internal string? TraceId => sent.Properties.GetValueOrDefault(MessageProperties.TraceId) as string;
}

/// <summary>A lock on a message, or of a session on all its messages.</summary>
internal sealed class MessageLock(DateTimeOffset until)
{
    internal DateTimeOffset Until { get; set; } = until;

    /// <summary>True once it is gone, whatever its time.</summary>
    internal bool IsLost { get; set; }
}

/// <summary>A message in a dead-letter queue.</summary>
internal sealed record DeadMessage(OutgoingMessage Sent, string Reason, string Description);

/// <summary>The broker's own refusals.</summary>
internal sealed class BrokerException(string message) : Exception(message);
