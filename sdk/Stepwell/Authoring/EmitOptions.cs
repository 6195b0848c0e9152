namespace Stepwell;

/// <summary>How one event is sent.</summary>
public sealed record EmitOptions
{
    /// <summary>How long after the commit the event is delivered at the earliest; 0 or more, at most 365 days.</summary>
    /// <value>Default: at once. Not together with <see cref="DueTime"/>.</value>
    public TimeSpan? Delay { get; init; }

    /// <summary>When the event is delivered at the earliest; a past time means at once.</summary>
    /// <value>Default: at once. Not together with <see cref="Delay"/>.</value>
    public DateTimeOffset? DueTime { get; init; }

    /// <summary>The key that orders this event for <see cref="OrderedAttribute"/> steps, at most 128 characters.</summary>
    /// <value>Default: the topic's <see cref="TopicAttribute.OrderingKey"/>, else the trace id.</value>
    public string? OrderingKey { get; init; }

    /// <summary>Two events of one topic with the same id take effect once per subscriber and home group; at most 128 characters.</summary>
    /// <value>Default: every event is new. Remembered as long as marks are (setting, 7 days).</value>
    public string? DeduplicationId { get; init; }

    /// <summary>The trace the event belongs to.</summary>
    /// <value>Default: the trace of the emitting attempt. A trace that does not exist fails the attempt (api: 404).</value>
    public string? TraceId { get; init; }
}
