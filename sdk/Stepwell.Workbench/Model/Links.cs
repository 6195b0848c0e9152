using System.Text.RegularExpressions;

namespace Stepwell.Workbench.Model;

/// <summary>Addresses of pages, filled in.</summary>
internal static partial class Links
{
    /// <summary>A flow's picture.</summary>
    internal static string Flow(string name) => "flows/" + Uri.EscapeDataString(name);

    /// <summary>The step of a handler in the picture of its first flow; the flows where it has none.</summary>
    internal static string Step(AppModel app, string handler) =>
        app.StepOf(handler) is { Flows: [var flow, ..] } step ? $"{Flow(flow)}?step={Uri.EscapeDataString(step.Name)}" : "flows";

    /// <summary>The forms by which a noop acts on a trace, with the trace in its place of the route: one for each step it leads to.</summary>
    internal static IEnumerable<(string Handler, string Href)> Actions(AppModel app, string noop, string traceId) =>
        from edge in app.StepOf(noop)?.LeadsTo ?? []
        where edge.Step is not null
        from handler in app.StepOf(edge.Step!)?.Handlers ?? []
        where handler.Kind == "api"
        select (handler.Name, $"endpoints?handler={Uri.EscapeDataString(handler.Name)}{Place(handler, traceId)}");

    private static string Place(HandlerModel handler, string traceId) =>
        (string?)handler.HomeGroup?["kind"] == "trace" && RouteValue().Match((string?)handler.HomeGroup["template"] ?? "") is { Success: true } found
            ? $"&{Uri.EscapeDataString(found.Groups[1].Value)}={traceId}"
            : "";

    [GeneratedRegex(@"^\{(\w+)\}$")]
    private static partial Regex RouteValue();
}
