using Stepwell.Build.Functions;

namespace Stepwell.Build.Topology;

/// <summary>Writes <c>topology.json</c>.</summary>
internal static class TopologyWriter
{
    public static string Write(TopologyDocument topology) => JsonFile.Write(json =>
    {
        json.WriteNumber("version", TopologyDocument.Version);
        json.WriteString("app", topology.App);
        json.Array("topics", topology.Topics, topic => json.WriteString("name", topic));
        json.Array("subscriptions", topology.Subscriptions, subscription =>
        {
            json.WriteString("topic", subscription.Topic);
            json.WriteString("name", subscription.Name);
            json.WriteString("handler", subscription.Handler);
            json.WriteBoolean("requiresSession", subscription.Sessions);
            json.WriteString("filter", subscription.Filter);
            json.WriteString("lockDuration", TopologyDocument.LockDuration);
            json.WriteNumber("maxDeliveryCount", TopologyDocument.MaxDeliveryCount);
            json.WriteBoolean("retired", subscription.Retired);
        });
        json.Array("functions", topology.Functions, function =>
        {
            json.WriteString("name", function.Name);
            json.WriteString("kind", function.Kind.ToString().ToLowerInvariant());
            json.WriteString("handler", function.Handler?.Name ?? "");
            json.WriteStartArray("flows");
            foreach (var flow in function.Step?.Flows.OrderBy(f => f, StringComparer.Ordinal) ?? Enumerable.Empty<string>()) json.WriteStringValue(flow);
            json.WriteEndArray();
        });
    });
}
