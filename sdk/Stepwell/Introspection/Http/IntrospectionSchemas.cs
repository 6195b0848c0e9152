using System.Text.Json.Nodes;

namespace Stepwell.Introspection.Http;

/// <summary>The schemas of questions and answers.</summary>
internal sealed class IntrospectionSchemas
{
    private const string Place = "#/components/schemas/";
    private const string ProblemName = "Problem";
    private readonly SortedDictionary<string, JsonNode> named = new(StringComparer.Ordinal) { [ProblemName] = ProblemSchema() };

    internal static JsonObject Problem => Reference(ProblemName);

    /// <summary>The schema of a type; of a record a reference to where it stands.</summary>
    internal JsonObject Of(Type type)
    {
        if (type == typeof(JsonObject)) return new JsonObject { ["type"] = "object" };
        if (type == typeof(JsonNode)) return [];
        if (type == typeof(string)) return Plain(type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new JsonObject { ["type"] = "array", ["items"] = Of(type.GenericTypeArguments[0]) };
        var name = type.IsGenericType ? $"{type.Name.Split('`')[0]}Of{type.GenericTypeArguments[0].Name}" : type.Name;
        if (!named.ContainsKey(name)) named[name] = Plain(type);
        return Reference(name);
    }

    /// <summary>The schema of a type, whole.</summary>
    internal static JsonObject Plain(Type type)
    {
        var schema = IntrospectionJson.Contracts.Schema(type).DeepClone().AsObject();
        schema.Remove("$schema");
        return schema;
    }

    internal JsonObject ToJson() => new(named.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value)));

    private static JsonObject Reference(string name) => new() { ["$ref"] = Place + name };

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["description"] = "What went wrong (RFC 9457).",
        ["properties"] = new JsonObject
        {
            ["type"] = Text("A URI that names the kind of problem."),
            ["title"] = Text("The kind of problem, for people."),
            ["status"] = new JsonObject { ["type"] = "integer", ["description"] = "The HTTP status." },
            ["detail"] = Text("What happened this time, for people."),
            ["errors"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "What is wrong, by parameter or JSON path.",
                ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            },
        },
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
