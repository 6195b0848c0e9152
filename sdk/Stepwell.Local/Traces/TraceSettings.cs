namespace Stepwell.Local.Traces;

/// <summary>How much history is kept; section <c>Stepwell:Traces</c>.</summary>
public sealed class TraceSettings
{
    /// <summary>The most traces that are kept; the oldest go first.</summary>
    /// <value>Default: 10,000.</value>
    public int MaxCount { get; set; } = 10_000;

    /// <summary>The most new traces per second that are kept. Beyond, a trace is kept from its first failure on; successes are counted as left out.</summary>
    /// <value>Default: 500.</value>
    public int MaxPerSecond { get; set; } = 500;

    /// <summary>About the most memory in bytes that the history takes. Beyond, traces that are on disk are read from there, and then the oldest go.</summary>
    /// <value>Default: 256 MiB.</value>
    public long MaxBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How long a trace is kept.</summary>
    /// <value>Default: 7 days.</value>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(7);
}
