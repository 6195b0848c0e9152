using Microsoft.AspNetCore.Components;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.DeadLetters;

/// <summary>What the dead letters are narrowed down by; it stands in the address.</summary>
/// <param name="Step">The step or handler; null for all.</param>
/// <param name="Trace">The trace; null for all.</param>
/// <param name="Text">The text in topic, reason, exception, data or ids; null for all.</param>
/// <param name="Letter">The dead letter that is open beside the list, which it does not narrow down; null for none.</param>
public sealed record LetterFilter(string? Step = null, string? Trace = null, string? Text = null, string? Letter = null) : IAddressFilter
{
    /// <summary>The text without blanks around it; null for none.</summary>
    public string? Words => SearchText.Words(Text);

    public bool IsNarrow => this with { Text = Words, Letter = null } != new LetterFilter();

    internal static LetterFilter Of(NavigationManager navigation) => new(navigation.Filter("step"), navigation.Filter("trace"), navigation.Filter("text"), navigation.Filter("letter"));

    /// <inheritdoc />
    public IEnumerable<(string Name, string? Value)> Parts => [("step", Step), ("trace", Trace), ("text", Words), ("letter", Letter)];

    public bool Takes(DeadLetterInfo letter) =>
        (Step is null || letter.Handler == Step || letter.Handler.StartsWith(Step + ".", StringComparison.Ordinal)) && (Words is not { } text || letter.Has(text));
}
