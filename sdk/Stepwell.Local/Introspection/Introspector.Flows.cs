using Stepwell.Introspection;

namespace Stepwell.Local.Introspection;

/// <summary>What the pictures of flows show.</summary>
internal sealed partial class Introspector
{
    private static readonly string[] Directions = ["right", "down"];

    public Task<RunTotals> TotalsAsync(CancellationToken cancellation = default) => Task.FromResult(statistics.Totals());

    public Task<IReadOnlyList<FlowPlaces>> PlacesAsync(string flow, CancellationToken cancellation = default)
    {
        CheckFlow(flow);
        return places.ReadAsync(flow, cancellation);
    }

    public Task WritePlacesAsync(string flow, FlowPlaces moved, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(moved);
        CheckFlow(flow);
        if (!Directions.Contains(moved.Direction)) throw IntrospectionException.Invalid("direction", $"'{moved.Direction}' is no direction. Give one of {string.Join(", ", Directions)}.");
        if (moved.Places.Count > IntrospectionLimits.MaxCount) throw IntrospectionException.Invalid("places", $"Give at most {IntrospectionLimits.MaxCount}.");
        if (moved.Places.GroupBy(p => p.Node, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw IntrospectionException.Invalid("places", $"'{twice.Key}' is given more than once.");
        return places.WriteAsync(flow, moved, cancellation);
    }

    public Task<StepSource> SourceAsync(string step, CancellationToken cancellation = default)
    {
        var found = manifest.Step(step) ?? throw IntrospectionException.NotFound($"There is no step '{step}'.");
        var file = (string?)found["file"] ?? "";
        return Task.FromResult(new StepSource(file, (int?)found["line"] ?? 1, steps.Find(file)));
    }

    private void CheckFlow(string flow)
    {
        if (!catalog.Steps.Any(s => s.Flows.Contains(flow))) throw IntrospectionException.NotFound($"There is no flow '{flow}'.");
    }
}
