using System.Diagnostics;

namespace Stepwell.Running;

/// <summary>The settings that every host has; section <c>Stepwell</c> of the configuration.</summary>
public sealed class StepwellOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Stepwell";

    /// <summary>Attempts at once per process, all event, join and cron handlers together.</summary>
    /// <value>Default: 100.</value>
    public int MaxConcurrency { get; set; } = 100;

    /// <summary>The largest body in bytes that is read as JSON or raw bytes; forms and streams have the server's limit.</summary>
    /// <value>Default: 4 MiB.</value>
    public int MaxJsonBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long marks are remembered, and so how late a duplicate is still told from a new event.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan MarkRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a group is kept after its last change.</summary>
    /// <value>Default: null, until it is deleted.</value>
    public TimeSpan? StateRetention { get; set; }

    /// <summary>How long the answer to an <c>Idempotency-Key</c> is remembered.</summary>
    /// <value>Default: 24 hours.</value>
    public TimeSpan IdempotencyRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long an api answer waits for its events to leave; what is late is sent by the sweep.</summary>
    /// <value>Default: 2 seconds.</value>
    public TimeSpan RelayPatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The kind of an event attempt's span. A host that makes a span of its own for each delivery sets <see cref="ActivityKind.Internal"/>, lest deliveries be counted twice.</summary>
    /// <value>Default: <see cref="ActivityKind.Consumer"/>.</value>
    public ActivityKind EventSpanKind { get; set; } = ActivityKind.Consumer;
}
