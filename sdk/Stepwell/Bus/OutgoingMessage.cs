namespace Stepwell.Bus;

/// <summary>A message to be sent. Its members are those of Service Bus.</summary>
public sealed class OutgoingMessage
{
    /// <summary>The largest message in bytes, body and properties together (Service Bus Standard: 256 KB).</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>By it the broker drops what was sent twice within its duplicate window. At most 128 characters.</summary>
    public required string MessageId { get; init; }

    /// <summary>What orders it on subscriptions with sessions. At most 128 characters.</summary>
    public required string SessionId { get; init; }

    /// <summary>The body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The media type of the body.</summary>
    public required string ContentType { get; init; }

    /// <summary>When the broker hands it to its subscriptions; null for at once.</summary>
    public DateTimeOffset? ScheduledEnqueueTime { get; init; }

    /// <summary>The application properties: strings and 32-bit integers. See <see cref="MessageProperties"/>.</summary>
    public required IReadOnlyDictionary<string, object> Properties { get; init; }
}
