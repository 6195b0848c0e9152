using Microsoft.AspNetCore.Components;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.DeadLetters;

/// <summary>What the dead letters are narrowed down by; it stands in the address.</summary>
/// <param name="Step">The step or handler; null for all.</param>
/// <param name="Trace">The trace; null for all.</param>
/// <param name="Text">The text in topic, reason, exception, data or ids; null for all.</param>
public sealed record LetterFilter(string? Step = null, string? Trace = null, string? Text = null)
{
    /// <summary>The text without blanks around it; null for none.</summary>
    public string? Words => SearchText.Words(Text);

    public bool IsNarrow => this with { Text = Words } != new LetterFilter();

    internal static LetterFilter Of(NavigationManager navigation) => new(navigation.Filter("step"), navigation.Filter("trace"), navigation.Filter("text"));

    internal void Show(NavigationManager navigation) => navigation.SetFilters(("step", Step), ("trace", Trace), ("text", Words));

    public bool Takes(DeadLetterInfo letter) =>
        (Step is null || letter.Handler == Step || letter.Handler.StartsWith(Step + ".", StringComparison.Ordinal)) && (Words is not { } text || letter.Has(text));
}
