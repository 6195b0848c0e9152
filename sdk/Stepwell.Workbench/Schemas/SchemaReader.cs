using System.Text.Json.Nodes;

namespace Stepwell.Workbench.Schemas;

/// <summary>A JSON Schema, and the document that its references point into.</summary>
/// <param name="Root">The document: the schema itself where it stands alone.</param>
/// <param name="Schema">The schema.</param>
public sealed record SchemaReader(JsonObject Root, JsonObject Schema)
{
    // A chain of references longer than this leads in a circle.
    private const int LongestChain = 16;

    /// <summary>A schema that stands alone.</summary>
    public static SchemaReader Of(JsonObject schema) => new(schema, schema);

    /// <summary>The schema itself, its reference followed; an empty one, which allows all, where the reference leads nowhere.</summary>
    public SchemaReader Resolved()
    {
        var found = Schema;
        for (var i = 0; i < LongestChain; i++)
        {
            if (found["$ref"]?.GetValue<string>() is not { } reference) return this with { Schema = found };
            if (Find(reference) is not { } next) break;
            found = next;
        }
        return this with { Schema = [] };
    }

    /// <summary>Another schema of the same document.</summary>
    public SchemaReader Of(JsonNode? schema) => this with { Schema = schema as JsonObject ?? [] };

    /// <summary>The types that it allows by name; none for any.</summary>
    public IReadOnlyList<string> Types => Schema["type"] switch
    {
        JsonValue one => [one.GetValue<string>()],
        JsonArray several => [.. several.Select(t => t!.GetValue<string>())],
        _ => [],
    };

    /// <summary>The type other than null that it allows first; null for any.</summary>
    public string? Type => Types.FirstOrDefault(t => t != "null");

    private JsonObject? Find(string reference)
    {
        JsonNode? place = Root;
        if (reference is not ['#', ..]) return null;
        foreach (var part in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            place = place is JsonObject map ? map[name] : place is JsonArray list && int.TryParse(name, out var index) && index < list.Count ? list[index] : null;
        }
        return place as JsonObject;
    }
}
