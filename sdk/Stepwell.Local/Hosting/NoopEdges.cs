using System.Text.Json.Nodes;
using Stepwell.Catalog;
using Stepwell.Local.Traces;
using Stepwell.Manifest;

namespace Stepwell.Local.Hosting;

/// <summary>The dashed edges of an app's noops, from its manifest.</summary>
internal sealed class NoopEdges
{
    public NoopEdges(StepCatalog catalog, AppManifest manifest)
    {
        All = [.. catalog.Steps.Where(s => s.Handlers.Count == 0).Select(s => (s.Name, Json: manifest.Step(s.Name))).Where(s => s.Json is not null)
            .Select(s => new NoopEdge(s.Name, Names(s.Json!, "waitsFor", "topic"), Names(s.Json!, "waitsFor", "step"), Names(s.Json!, "leadsTo", "step")))];
        WaitedTopics = All.SelectMany(n => n.AfterTopics).ToHashSet(StringComparer.Ordinal);
    }

    internal IReadOnlyList<NoopEdge> All { get; }

    internal IReadOnlySet<string> WaitedTopics { get; }

    private static HashSet<string> Names(JsonObject step, string list, string kind) =>
        (step[list] as JsonArray ?? []).Select(e => (string?)e![kind]).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
