using System.Text.Json.Nodes;
using Stepwell.Introspection.Http;
using Stepwell.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Local.Introspection.Http;

/// <summary>The manifest, traces and counts.</summary>
internal static class TraceOperations
{
    private static readonly Parameter[] Filters =
    [
        Parameter.Text("flow", "Of this flow."),
        Parameter.Text("status", "Of this status: running, retrying, ok, failed or rejected."),
        Parameter.Text("step", "With an attempt of this step or handler."),
        Parameter.Text("text", "With this text in id, cause, steps or error."),
        Parameter.Flag("waiting", "Only those that wait for a person or outside system."),
        Parameter.Flag("effectsOnly", "Without those that neither changed state nor emitted."),
        Parameter.Text("before", "The page's `next`: the id that ended the page before."),
        Parameter.Count,
    ];

    private static readonly Parameter Minutes = new("minutes", "How far back.", typeof(int)) { Minimum = 1, Maximum = IntrospectionLimits.MaxMinutes, Default = IntrospectionLimits.DefaultMinutes };

    internal static IEnumerable<Operation> Of(IIntrospection host) =>
    [
        new("getManifest", "GET", "/manifest", "The app's manifest: steps, topics and types")
        {
            Answer = typeof(JsonObject),
            Run = async q => await host.ManifestAsync(q.Aborted).ConfigureAwait(false),
        },
        new("getEndpoints", "GET", "/endpoints", "The app's api handlers as OpenAPI 3.1")
        {
            Description = "The same as `/openapi.json`, which an app may have a route of its own at.",
            Answer = typeof(JsonObject),
            Run = async q => await host.EndpointsAsync(q.Aborted).ConfigureAwait(false),
        },
        new("listTraces", "GET", "/traces", "Traces, newest first")
        {
            Parameters = Filters,
            Answer = typeof(Page<TraceSummary>),
            Problems = [400],
            Run = async q => await host.TracesAsync(Query(q), q.Aborted).ConfigureAwait(false),
        },
        new("getTrace", "GET", "/traces/{traceId}", "One trace with its spans")
        {
            Parameters = [Parameter.Route("traceId", "The trace's id.")],
            Answer = typeof(TraceDetail),
            Problems = [404],
            Run = async q => await host.TraceAsync(q.Needed("traceId"), q.Aborted).ConfigureAwait(false),
        },
        new("rerunTrace", "POST", "/traces/{traceId}/rerun", "Does again what started a trace; a new trace begins")
        {
            Description = "Sends the same request without its headers, emits the same event, or fires the schedule. To handle a dead letter again within its own trace, replay it.",
            Parameters = [Parameter.Route("traceId", "The trace whose cause it is.")],
            Status = 202,
            Answer = typeof(Rerun),
            Problems = [400, 404, 409, 413, 503],
            Run = async q => await host.RerunAsync(q.Needed("traceId"), q.Aborted).ConfigureAwait(false),
        },
        new("getOverview", "GET", "/overview", "How often handlers ran and failed lately, and how long they took")
        {
            Parameters = [Minutes],
            Answer = typeof(Overview),
            Problems = [400],
            Run = async q => await host.OverviewAsync(q.Number("minutes"), q.Aborted).ConfigureAwait(false),
        },
        new("getTimeline", "GET", "/timeline", "How runs, failures and durations went over time")
        {
            Parameters = [Minutes, Parameter.Text("handler", "Of this handler; without it, of all together.")],
            Answer = typeof(Timeline),
            Problems = [400, 404],
            Run = async q => await host.TimelineAsync(q.Number("minutes"), q.Text("handler"), q.Aborted).ConfigureAwait(false),
        },
    ];

    private static TraceQuery Query(Question q) => new()
    {
        Flow = q.Text("flow"),
        Status = q.Text("status"),
        Step = q.Text("step"),
        Text = q.Text("text"),
        Waiting = q.Flag("waiting"),
        EffectsOnly = q.Flag("effectsOnly"),
        Before = q.Text("before"),
        Count = q.Number("count"),
    };
}
