using Microsoft.AspNetCore.Components;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.Logs;

/// <summary>What the lines are narrowed down by; it stands in the address.</summary>
/// <param name="Level">The lowest level; empty for all.</param>
/// <param name="Step">The step or handler; null for all.</param>
/// <param name="Trace">The trace; null for all.</param>
/// <param name="Text">The text; null for all.</param>
public sealed record LogFilter(string Level = "", string? Step = null, string? Trace = null, string? Text = null) : IAddressFilter
{
    /// <summary>The levels to choose from.</summary>
    public static IReadOnlyList<(string Value, string Text)> Levels { get; } = [("", "All"), ("Information", "Info"), ("Warning", "Warnings"), ("Error", "Errors")];

    /// <summary>The text without blanks around it; null for none.</summary>
    public string? Words => SearchText.Words(Text);

    public bool IsNarrow => this with { Text = Words } != new LogFilter();

    internal static LogFilter Of(NavigationManager navigation) => new(
        Levels.Select(l => l.Value).FirstOrDefault(l => l.Equals(navigation.Filter("level"), StringComparison.OrdinalIgnoreCase), ""),
        navigation.Filter("step"), navigation.Filter("trace"), navigation.Filter("text"));

    /// <inheritdoc />
    public IEnumerable<(string Name, string? Value)> Parts => [("level", Level.ToLowerInvariant()), ("step", Step), ("trace", Trace), ("text", Words)];

    internal LogQuery Query(long after, int count) => new() { After = after, Level = Level.Length == 0 ? null : Level, Step = Step, Trace = Trace, Text = Words, Count = count };
}
