using System.Globalization;

namespace Stepwell.Build.Problems;

/// <summary>A problem that was found, and where.</summary>
/// <param name="Problem">The kind.</param>
/// <param name="Text">The text with its particulars.</param>
/// <param name="At">The place in a source file; null for none.</param>
internal sealed record Finding(Problem Problem, string Text, SourcePlace? At)
{
    public static Finding Of(Problem problem, SourcePlace? at, params object[] particulars) =>
        new(problem, string.Format(CultureInfo.InvariantCulture, problem.Format, particulars), at);
}

/// <summary>A line of a source file.</summary>
/// <param name="File">As the manifest has it: relative to the steps project.</param>
/// <param name="Line">From 1.</param>
internal sealed record SourcePlace(string File, int Line);
