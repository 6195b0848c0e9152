using Stepwell.Introspection;
using Stepwell.Workbench.Components;

namespace Stepwell.Workbench.Model;

/// <summary>How many dead letters handlers have, as far as the host counted.</summary>
/// <param name="counts">What it counted.</param>
public sealed class DeadLetterTally(DeadLetterCounts counts)
{
    private readonly Dictionary<string, int> byHandler = counts.Handlers.ToDictionary(h => h.Handler, h => h.Count, StringComparer.Ordinal);

    /// <summary>No dead letters.</summary>
    public static DeadLetterTally None { get; } = new(new(0, false, []));

    /// <summary>The handlers that have some.</summary>
    public IEnumerable<string> Handlers => byHandler.Keys;

    /// <summary>The dead letters of a handler, or of several together.</summary>
    public LetterCount Of(params IEnumerable<string> handlers) => new(handlers.Sum(h => byHandler.GetValueOrDefault(h)), counts.AtLeast);
}

/// <summary>A number of dead letters.</summary>
/// <param name="Count">How many were counted.</param>
/// <param name="AtLeast">True where not all were counted, so that there may be more, of none counted too.</param>
public readonly record struct LetterCount(int Count, bool AtLeast)
{
    /// <summary>The number, with a plus where there may be more.</summary>
    public string Text => Format.Count(Count) + (AtLeast ? "+" : "");

    /// <summary>The same with its noun.</summary>
    public string Words => Text + (this is { Count: 1, AtLeast: false } ? " dead letter" : " dead letters");
}
