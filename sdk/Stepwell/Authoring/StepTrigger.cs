namespace Stepwell;

/// <summary>The kinds of what starts a handler.</summary>
public enum StepTriggerKind
{
    /// <summary>An HTTP request.</summary>
    Api,

    /// <summary>An event of a topic.</summary>
    Event,

    /// <summary>An occurrence of a schedule.</summary>
    Cron,
}

/// <summary>What started this attempt.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Source">For people: method and route, the topic, or the schedule.</param>
/// <param name="EventId">The id of the event or tick; null for api.</param>
public sealed record StepTrigger(StepTriggerKind Kind, string Source, string? EventId);
