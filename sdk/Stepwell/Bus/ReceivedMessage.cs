namespace Stepwell.Bus;

/// <summary>A message as it was received from a subscription, under a lock. Its members are those of Service Bus.</summary>
public sealed class ReceivedMessage
{
    /// <summary>The longest reason or description of a dead letter, in characters (the rule of Service Bus).</summary>
    public const int MaxDescription = 4096;

    /// <summary>The id it was sent with.</summary>
    public required string MessageId { get; init; }

    /// <summary>The session it belongs to; null for none.</summary>
    public required string? SessionId { get; init; }

    /// <summary>The body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The application properties.</summary>
    public required IReadOnlyDictionary<string, object> Properties { get; init; }

    /// <summary>How often it was delivered, this time included.</summary>
    public required int DeliveryCount { get; init; }

    /// <summary>When the subscription took it; of a scheduled message, when it became due.</summary>
    public required DateTimeOffset EnqueuedTime { get; init; }
}
