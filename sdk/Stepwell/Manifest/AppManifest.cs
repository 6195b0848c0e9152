using System.Reflection;
using System.Text.Json.Nodes;
using Stepwell.Catalog;
using Stepwell.Contracts;

namespace Stepwell.Manifest;

/// <summary>The manifest of an app: its steps, topics and types as versioned, language-neutral JSON.</summary>
public sealed class AppManifest
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    private readonly Dictionary<string, JsonObject> steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> topics = new(StringComparer.Ordinal);
    private readonly StepCatalog catalog;
    private readonly ContractRegistry contracts;

    /// <summary>Reads the pieces that the generator wrote into the assembly of the steps.</summary>
    public AppManifest(StepCatalog catalog, ContractRegistry contracts)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        this.catalog = catalog;
        this.contracts = contracts;
        foreach (var piece in catalog.Assembly?.GetCustomAttributes<StepManifestAttribute>() ?? []) steps[piece.Name] = Parse(piece.Json);
        foreach (var piece in catalog.Assembly?.GetCustomAttributes<TopicManifestAttribute>() ?? []) topics[piece.Name] = Parse(piece.Json);
    }

    /// <summary>A step's piece; null where there is none.</summary>
    public JsonObject? Step(string name) => steps.GetValueOrDefault(name);

    /// <summary>A topic's piece; null where there is none.</summary>
    public JsonObject? Topic(string name) => topics.GetValueOrDefault(name);

    /// <summary>A step's description; null where it has none.</summary>
    public string? DescriptionOf(StepDefinition step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return (string?)Step(step.Name)?["description"];
    }

    /// <summary>The whole manifest, with the JSON Schema of every type that it names.</summary>
    /// <param name="app">The app's name.</param>
    public JsonObject ToJson(string app)
    {
        var types = new JsonObject();
        foreach (var type in Types().DistinctBy(t => t.FullName).OrderBy(t => t.FullName, StringComparer.Ordinal)) types[Name(type)] = contracts.Schema(type).DeepClone();
        return new JsonObject
        {
            ["manifestVersion"] = Version,
            ["app"] = app,
            ["flows"] = new JsonArray([.. catalog.Steps.SelectMany(s => s.Flows).Distinct().Order(StringComparer.Ordinal).Select(f => (JsonNode)f)]),
            ["steps"] = new JsonArray([.. steps.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value.DeepClone())]),
            ["topics"] = new JsonArray([.. topics.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value.DeepClone())]),
            ["types"] = types,
        };
    }

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private IEnumerable<Type> Types()
    {
        foreach (var topic in catalog.Topics) yield return topic.Type;
        foreach (var handler in catalog.Handlers)
        {
            foreach (var parameter in handler.Parameters)
                if (parameter.From == BindFrom.Body)
                    yield return parameter.Type;
            foreach (var response in handler.Responses)
                if (response.Type is { } type)
                    yield return type;
        }
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
