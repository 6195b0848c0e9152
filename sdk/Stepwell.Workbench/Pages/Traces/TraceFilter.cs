using Microsoft.AspNetCore.Components;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.Traces;

/// <summary>What the list of traces shows, as the address has it.</summary>
/// <param name="Status">A status, or <see cref="WaitsForPerson"/>; empty for all.</param>
/// <param name="Flow">A flow; null for all.</param>
/// <param name="Step">A step; null for all.</param>
/// <param name="Text">Text, or an id; null for all.</param>
/// <param name="Reads">True to show traces without effects too: polling, for example.</param>
public sealed record TraceFilter(string Status = "", string? Flow = null, string? Step = null, string? Text = null, bool Reads = false) : IAddressFilter
{
    /// <summary>The traces that wait for a person or an outside system, whatever their status.</summary>
    public const string WaitsForPerson = "waiting";

    /// <summary>The statuses that can be chosen, with their words.</summary>
    public static IReadOnlyList<(string Value, string Text)> Statuses { get; } =
        [("", "All"), ("running", "Running"), ("retrying", "Retrying"), (WaitsForPerson, "Waits"), ("failed", "Failed"), ("rejected", "Rejected"), ("ok", "Ok")];

    /// <summary>The text without blanks around it; null for none.</summary>
    public string? Words => SearchText.Words(Text);

    /// <summary>True where the text is a whole trace id.</summary>
    public bool IsId => Words is { Length: 32 } id && id.All(char.IsAsciiHexDigit);

    /// <summary>True where more than the hiding of reads is filtered.</summary>
    public bool IsNarrow => this with { Reads = false, Text = Words } != new TraceFilter();

    internal static TraceFilter Of(NavigationManager navigation)
    {
        // An address that somebody mistyped shows all, not an error.
        var status = navigation.Filter("status") ?? "";
        return new(Statuses.Any(s => s.Value == status) ? status : "", navigation.Filter("flow"), navigation.Filter("step"), navigation.Filter("text"), navigation.Filter("reads") == "1");
    }

    /// <inheritdoc />
    public IEnumerable<(string Name, string? Value)> Parts => [("status", Status), ("flow", Flow), ("step", Step), ("text", Words), ("reads", Reads ? "1" : null)];

    internal TraceQuery Query(string? before, int count) => new()
    {
        Status = Status is "" or WaitsForPerson ? null : Status,
        Waiting = Status == WaitsForPerson,
        Flow = Flow,
        Step = Step,
        Text = Words,
        // Whoever knows the id wants that trace, whatever it did.
        EffectsOnly = !Reads && !IsId,
        Before = before,
        Count = count,
    };
}
