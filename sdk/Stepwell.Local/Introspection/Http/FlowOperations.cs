using Stepwell.Introspection.Http;
using Stepwell.Introspection;

namespace Stepwell.Local.Introspection.Http;

/// <summary>What the pictures of flows show.</summary>
internal static class FlowOperations
{
    private static readonly Parameter Flow = Parameter.Route("flow", "The flow.");

    internal static IEnumerable<Operation> Of(IIntrospection host) =>
    [
        new("getTotals", "GET", "/totals", "What each handler did since the host started")
        {
            Answer = typeof(RunTotals),
            Run = async q => await host.TotalsAsync(q.Aborted).ConfigureAwait(false),
        },
        new("readPlaces", "GET", "/flows/{flow}/places", "Where people put nodes of a flow's picture")
        {
            Description = "What is not listed is placed by itself. Kept in `flows.layout.json` beside the steps.",
            Parameters = [Flow],
            Answer = typeof(IReadOnlyList<FlowPlaces>),
            Problems = [404, 409, 503],
            Run = async q => await host.PlacesAsync(q.Needed("flow"), q.Aborted).ConfigureAwait(false),
        },
        new("writePlaces", "PUT", "/flows/{flow}/places", "Keeps where people put nodes of a flow's picture")
        {
            Description = "In place of what was kept for this direction; without places all nodes are placed by themselves again.",
            Parameters = [Flow],
            Body = typeof(FlowPlaces),
            Status = 204,
            Problems = [400, 404, 409, 413, 503],
            Run = async q =>
            {
                await host.WritePlacesAsync(q.Needed("flow"), await q.BodyAsync<FlowPlaces>().ConfigureAwait(false), q.Aborted).ConfigureAwait(false);
                return null;
            },
        },
        new("getSource", "GET", "/steps/{step}/source", "Where a step is written")
        {
            Parameters = [Parameter.Route("step", "The step.")],
            Answer = typeof(StepSource),
            Problems = [404],
            Run = async q => await host.SourceAsync(q.Needed("step"), q.Aborted).ConfigureAwait(false),
        },
    ];
}
