using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Pages.Traces;

/// <summary>A row of the waterfall.</summary>
/// <param name="Span">The attempt.</param>
/// <param name="Depth">How many emitters are above it.</param>
/// <param name="WaitFrom">When its event became ready, in milliseconds since the start of the trace; null for none.</param>
/// <param name="From">When it started.</param>
/// <param name="To">When it ended, or now.</param>
public sealed record SpanRow(SpanDetail Span, int Depth, double? WaitFrom, double From, double To)
{
    /// <summary>True where it is one attempt of several that there are or may be.</summary>
    public bool ShowsAttempt => Span.Attempt > 1 || Span.Status is "retrying" or "deadLettered" && Span.MaxAttempts > 1;

    internal static SpanRow Of(SpanDetail span, int depth, DateTimeOffset start, DateTimeOffset now)
    {
        var from = (span.StartedAt - start).TotalMilliseconds;
        var to = span.Status == "running" ? Math.Max(from, (now - start).TotalMilliseconds) : from + span.DurationMs;
        return new(span, depth, span.WaitMs is { } wait ? Math.Max(0, from - wait) : null, from, to);
    }
}
