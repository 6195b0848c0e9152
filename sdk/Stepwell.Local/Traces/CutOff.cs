namespace Stepwell.Local.Traces;

/// <summary>Attempts that were at work when an earlier process ended, and so never told of their end.</summary>
internal static class CutOff
{
    private const string Why = "The process ended during the attempt.";

    /// <summary>True of what was at work; to be asked of earlier processes only.</summary>
    internal static bool Is(SpanDetail span) => span.Status == "running";

    /// <summary>How it ended, as far as anybody knows: an event comes again, a request was not answered.</summary>
    internal static SpanDetail Ended(SpanDetail span) => !Is(span) ? span : span with { Status = span.Kind == "api" ? "failed" : "returned", Reason = Why };
}
