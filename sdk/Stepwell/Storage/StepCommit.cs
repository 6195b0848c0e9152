using Stepwell.Messaging;

namespace Stepwell.Storage;

/// <summary>Everything that one attempt leaves behind: applied in one transaction of its home group, or not at all.</summary>
public sealed class StepCommit
{
    /// <summary>Unique per attempt: by it a store tells "mine, done" from "another's".</summary>
    public required string Id { get; init; }

    /// <summary>The group in which <see cref="Mark"/> and <see cref="Changes"/> are.</summary>
    public required string HomeGroup { get; init; }

    /// <summary>The trace of the attempt.</summary>
    public required string TraceId { get; init; }

    /// <summary>The handler.</summary>
    public required string Handler { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>That this handler handled this event (or answered this request).</summary>
    public required CommitMark Mark { get; init; }

    /// <summary>Changes of the home group, one per key.</summary>
    public IReadOnlyList<StateChange> Changes { get; init; } = [];

    /// <summary>Changes of other groups, in order: applied once, after the commit and before the events leave.</summary>
    public IReadOnlyList<OtherGroupChange> OtherChanges { get; init; } = [];

    /// <summary>The events, in order.</summary>
    public IReadOnlyList<EventEnvelope> Events { get; init; } = [];

    /// <summary>The dead letter that ends the delivery; null for none.</summary>
    public DeadLetter? DeadLetter { get; init; }

    /// <summary>The delivery that this commit ends; null for api. A store that keeps the queue acknowledges it in the same transaction.</summary>
    public EventDelivery? Delivery { get; init; }

    /// <summary>True where it comes from outside (a request, a hand-made event): such a commit is refused while the queue is full.</summary>
    public bool FromOutside { get; init; }
}

/// <summary>The mark of a commit.</summary>
/// <param name="Key">Handler and event id; unique in the home group.</param>
/// <param name="Generation">The replay it belongs to, 0 for none.</param>
/// <param name="Failed">True with a dead letter: a later generation may override it.</param>
/// <param name="Answer">The stored answer of an idempotent request; null for none.</param>
public sealed record CommitMark(string Key, int Generation = 0, bool Failed = false, byte[]? Answer = null);

/// <summary>A change of one key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Json">The new value as UTF-8; null to delete.</param>
/// <param name="Guard">Whether, and at what version, the key must be as it was read.</param>
/// <param name="Sensitive">Where the value has sensitive members; null for none.</param>
public sealed record StateChange(string Key, byte[]? Json, StateGuard Guard = default, string? Sensitive = null);

/// <summary>What a key must be like for a commit to hold.</summary>
/// <param name="Guarded">False: whatever it is.</param>
/// <param name="Version">The version that was read; null: the key did not exist.</param>
public readonly record struct StateGuard(bool Guarded, string? Version);

/// <summary>A change in another group than the home group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Key">The key.</param>
/// <param name="Json">The new value as UTF-8; null to delete.</param>
/// <param name="Sensitive">Where the value has sensitive members; null for none.</param>
public sealed record OtherGroupChange(string Group, string Key, byte[]? Json, string? Sensitive = null);

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>It holds, now or since an earlier call with the same id.</summary>
    Committed,

    /// <summary>A guarded key was changed meanwhile: nothing holds, the attempt is run again.</summary>
    Conflict,

    /// <summary>The mark stands with another commit's id: nothing holds, the work was done before.</summary>
    Duplicate,

    /// <summary>The queue is full and the commit comes from outside: nothing holds.</summary>
    QueueFull,
}
