using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Pages.Logs;

/// <summary>A line in words.</summary>
internal static class LogText
{
    private const int Longest = 400;

    internal static string Level(string level) => level switch
    {
        "Information" => "info",
        "Warning" => "warn",
        "Critical" => "crit",
        _ => level.ToLowerInvariant(),
    };

    /// <summary>The step, or the last part of the category of a line outside of steps.</summary>
    internal static string Source(LogLine line) => line.Step ?? line.Category[(line.Category.LastIndexOf('.') + 1)..];

    /// <summary>The trace, with the attempt opened in it where the line is of one.</summary>
    internal static string Href(LogLine line) => $"traces/{line.TraceId}" + (line.SpanId is { } span ? "?span=" + span : "");

    /// <summary>As much of the first line as a row has room for.</summary>
    internal static string Cut(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end] + " …";
        return first.Length <= Longest ? first : string.Concat(first.AsSpan(0, Longest), "…");
    }
}
