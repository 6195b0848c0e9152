using Stepwell.Catalog;

namespace Stepwell.Messaging;

/// <summary>One event handed to one handler by a host.</summary>
public sealed class EventDelivery
{
    /// <summary>The event.</summary>
    public required EventEnvelope Envelope { get; init; }

    /// <summary>The handler.</summary>
    public required HandlerDefinition Handler { get; init; }

    /// <summary>The number of the attempt that starts now, from 1; attempts that took the process down counted.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the event, or its repetition, became ready; what lies between this and the start is waiting in the queue.</summary>
    public required DateTimeOffset ReadyAt { get; init; }

    /// <summary>True where an earlier delivery may have committed: the mark is read before the handler runs.</summary>
    public bool MayBeDuplicate { get; init; }

    /// <summary>Why the attempt before could not be seen to its end, e.g. the process ended; null for none.</summary>
    public string? LostAttempt { get; init; }

    /// <summary>The host's own handle, by which a store that keeps the queue too can acknowledge within the commit.</summary>
    public object? Receipt { get; init; }
}

/// <summary>What a host does with a delivery after the runner is through with it.</summary>
public enum DeliveryEnd
{
    /// <summary>Acknowledge it: it is handled, or was before.</summary>
    Completed,

    /// <summary>Deliver it again as the next attempt, when it is due.</summary>
    Retry,

    /// <summary>Acknowledge it: it is among the dead letters.</summary>
    DeadLettered,

    /// <summary>Give it back uncounted: the host stops, or the store cannot be reached.</summary>
    Returned,
}

/// <summary>What became of a delivery.</summary>
/// <param name="End">What the host does now.</param>
/// <param name="RetryAt">For <see cref="DeliveryEnd.Retry"/> and <see cref="DeliveryEnd.Returned"/>: when to deliver again at the earliest.</param>
/// <param name="Reason">Why it was not handled; null where it was.</param>
public readonly record struct DeliveryResult(DeliveryEnd End, DateTimeOffset? RetryAt = null, string? Reason = null);
