using System.Text.Json.Nodes;
using Stepwell.Workbench.Model;
using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>A topic that events can be emitted on by hand.</summary>
/// <param name="Name">Its name.</param>
/// <param name="OrderingKey">The member that orders its events; null for the trace.</param>
/// <param name="Schema">What its events are like.</param>
/// <param name="Subscribers">The handlers that take them.</param>
/// <param name="Awaiting">The persons and other systems that act after them.</param>
public sealed record TopicEndpoint(string Name, string? OrderingKey, SchemaReader Schema, IReadOnlyList<string> Subscribers, IReadOnlyList<string> Awaiting)
{
    internal static IReadOnlyList<TopicEndpoint> Read(AppModel app) => [.. app.Topics.Select(t => Of(app, t)).OrderBy(t => t.Name, StringComparer.Ordinal)];

    private static TopicEndpoint Of(AppModel app, JsonObject topic)
    {
        var name = (string)topic["name"]!;
        var takers = app.Handlers.Where(h => h.Topics.Contains(name)).Select(h => h.Name);
        return new(name, (string?)topic["orderingKey"], SchemaReader.Of(app.SchemaOf(name)), [.. takers], [.. app.Steps.Where(s => s.WaitsFor.Any(w => w.Topic == name)).Select(s => s.Name)]);
    }
}
