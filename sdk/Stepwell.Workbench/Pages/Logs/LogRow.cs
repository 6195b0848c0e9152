using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Pages.Logs;

/// <summary>A line of log, or what stands in the place of lines that are not shown.</summary>
/// <param name="Id">Tells it from others.</param>
/// <param name="Line">The line; null for a gap.</param>
/// <param name="Gap">What is not shown; null for a line.</param>
public sealed record LogRow(long Id, LogLine? Line, string? Gap = null);
