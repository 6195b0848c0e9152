using Stepwell.Local.Introspection;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>Something in the list that can be started by hand.</summary>
/// <param name="Group">The heading that it stands under.</param>
/// <param name="Kind"><c>api</c>, <c>event</c>, <c>cron</c> or <c>noop</c>.</param>
/// <param name="Query">The query of its address.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Note">A second line.</param>
/// <param name="Method">Of api: the HTTP method.</param>
/// <param name="Count">How many traces wait for it.</param>
public sealed record EndpointItem(string Group, string Kind, string Query, string Title, string Note, string? Method = null, int Count = 0)
{
    internal bool Has(string word) =>
        Title.Contains(word, StringComparison.OrdinalIgnoreCase) || Note.Contains(word, StringComparison.OrdinalIgnoreCase)
        || Group.Contains(word, StringComparison.OrdinalIgnoreCase) || Method?.Equals(word, StringComparison.OrdinalIgnoreCase) == true;

    internal static string QueryOf(string name, string value) => $"{name}={Uri.EscapeDataString(value)}";

    /// <summary>All of an app: requests by flow, who is waited for, schedules, events.</summary>
    internal static IReadOnlyList<EndpointItem> All(AppModel app, IReadOnlyList<Endpoint> endpoints, IReadOnlyList<TopicEndpoint> topics, IReadOnlyList<CronState> crons, Func<string, int> waiting) =>
    [
        .. endpoints.OrderBy(e => FlowOf(e), StringComparer.Ordinal).ThenBy(e => e.Routes[0].Template, StringComparer.Ordinal)
            .Select(e => new EndpointItem(FlowOf(e), "api", QueryOf("handler", e.Handler.Name), e.Routes[0].Template, e.Handler.Name, e.Routes[0].Method)),
        .. app.Steps.Where(s => s.Kind == "noop").Select(s => new EndpointItem("People and other systems", "noop", QueryOf("noop", s.Name), s.Name, s.Description ?? "", null, waiting(s.Name))),
        .. crons.Select(c => new EndpointItem("Schedules", "cron", QueryOf("cron", c.Handler), c.Handler, string.Join(", ", c.Schedules.Select(s => s.Expression)))),
        .. topics.Select(t => new EndpointItem("Events", "event", QueryOf("topic", t.Name), t.Name, t.Subscribers.Count + t.Awaiting.Count == 0 ? "nobody listens" : "→ " + string.Join(", ", t.Subscribers.Concat(t.Awaiting)))),
    ];

    private static string FlowOf(Endpoint endpoint) => endpoint.Step.Flows.Count > 0 ? endpoint.Step.Flows[0] : "Requests";
}
