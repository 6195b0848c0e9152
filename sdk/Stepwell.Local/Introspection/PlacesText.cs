using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stepwell.Introspection;

namespace Stepwell.Local.Introspection;

/// <summary>The places of nodes as text: flow, direction, node, each sorted; a node a line.</summary>
internal sealed class PlacesText
{
    private const int Version = 1;
    private readonly SortedDictionary<string, SortedDictionary<string, SortedDictionary<string, NodePlace>>> flows = new(StringComparer.Ordinal);

    /// <exception cref="JsonException">It is malformed.</exception>
    /// <exception cref="FormatException">It is of a later version.</exception>
    /// <exception cref="InvalidOperationException">It is JSON of another shape.</exception>
    internal static PlacesText Parse(string text)
    {
        var root = IntrospectionJson.Read(Encoding.UTF8.GetBytes(text))?.AsObject() ?? throw new FormatException("It holds null.");
        if ((int?)root["version"] != Version) throw new FormatException($"Its version is {root["version"]?.ToJsonString() ?? "missing"}, and {Version} is known.");
        var places = new PlacesText();
        foreach (var (flow, directions) in root["flows"]?.AsObject() ?? [])
            foreach (var (direction, nodes) in Objects(flow, directions))
                places.Set(flow, new(direction, [.. Objects(direction, nodes).Select(n => new NodePlace(n.Key, Number(n, "x"), Number(n, "y")))]));
        return places;
    }

    internal IReadOnlyList<FlowPlaces> Of(string flow) =>
        flows.TryGetValue(flow, out var directions) ? [.. directions.Select(d => new FlowPlaces(d.Key, [.. d.Value.Values]))] : [];

    internal void Set(string flow, FlowPlaces moved)
    {
        if (!flows.TryGetValue(flow, out var directions)) flows[flow] = directions = new(StringComparer.Ordinal);
        directions.Remove(moved.Direction);
        if (moved.Places.Count > 0) directions[moved.Direction] = new(moved.Places.ToDictionary(p => p.Node, StringComparer.Ordinal), StringComparer.Ordinal);
        if (directions.Count == 0) flows.Remove(flow);
    }

    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{{\n  \"version\": {Version},\n  \"flows\": {{");
        Each(flows, 2, text, (directions, inner) => Each(directions, 3, inner, (nodes, lines) => Each(nodes, 4, lines, (place, line) =>
            line.Append(CultureInfo.InvariantCulture, $"\"x\": {place.X}, \"y\": {place.Y}"), flat: true)));
        return text.Append("\n  }\n}\n").ToString();
    }

    private static void Each<T>(SortedDictionary<string, T> items, int depth, StringBuilder text, Action<T, StringBuilder> write, bool flat = false)
    {
        var first = true;
        foreach (var (name, item) in items)
        {
            var indent = new string(' ', 2 * depth);
            text.Append(first ? "\n" : ",\n").Append(indent).Append(JsonSerializer.Serialize(name, Names)).Append(flat ? ": { " : ": {");
            write(item, text);
            text.Append(flat ? " }" : $"\n{indent}}}");
            first = false;
        }
    }

    private static readonly JsonSerializerOptions Names = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject Objects(string name, JsonNode? node) => node?.AsObject() ?? throw new FormatException($"'{name}' holds null.");

    private static int Number(KeyValuePair<string, JsonNode?> node, string name) =>
        (int?)node.Value?[name] ?? throw new FormatException($"'{node.Key}' has no {name}.");
}
