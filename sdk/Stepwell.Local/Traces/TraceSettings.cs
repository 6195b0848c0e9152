namespace Stepwell.Local.Traces;

/// <summary>How much history is kept; section <c>Stepwell:Traces</c>.</summary>
public sealed class TraceSettings
{
    /// <summary>The most traces that are kept; the oldest go first.</summary>
    /// <value>Default: 10,000.</value>
    public int MaxCount { get; set; } = 10_000;

    /// <summary>How long a trace is kept.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(7);
}
