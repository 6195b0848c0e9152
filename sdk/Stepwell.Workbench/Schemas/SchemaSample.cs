using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stepwell.Workbench.Schemas;

/// <summary>Makes a value that a schema accepts, to begin with.</summary>
/// <param name="now">What time the sample's times say.</param>
/// <param name="optional">True to have members that may be left out too.</param>
internal sealed class SchemaSample(DateTimeOffset now, bool optional = false)
{
    // Types that hold themselves end here: from then on nothing is there that may be left out.
    private const int Deepest = 3;

    // A type that nobody can fill, for it must hold itself, ends here.
    private const int Bottom = 8;

    // What may be null is shown whole where it is in sight at once, and where all that is possible is asked for.
    private readonly int shown = optional ? Deepest : 1;

    /// <summary>A sample.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="name">What the value is called, which texts say for want of better.</param>
    public JsonNode? Of(SchemaReader schema, string name = "text")
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Make(schema, name, 0);
    }

    private JsonNode? Make(SchemaReader reader, string name, int depth)
    {
        if (depth > Bottom) return null;
        reader = reader.Resolved();
        var schema = reader.Schema;
        if (Given(schema) is { } given) return given.DeepClone();
        if (schema["anyOf"] is JsonArray variants) return Make(Variant(reader, variants, depth), name, depth);
        return reader.Type switch
        {
            "object" => Object(reader, depth),
            "array" => Array(reader, name, depth),
            "boolean" => true,
            "integer" => Whole(schema),
            "number" => Number(schema),
            "string" => Text(schema, name),
            _ => reader.Types.Contains("null") ? null : new JsonObject(),
        };
    }

    private static JsonNode? Given(JsonObject schema) =>
        schema["example"] ?? schema["examples"]?[0] ?? schema["default"] ?? schema["const"] ?? (schema["enum"] as JsonArray)?.FirstOrDefault(v => v is not null);

    private SchemaReader Variant(SchemaReader reader, JsonArray variants, int depth)
    {
        var all = variants.Select(v => reader.Of(v).Resolved()).ToList();
        return depth > shown ? all.MinBy(Rest)! : all.FirstOrDefault(v => v.Types is not ["null"]) ?? all[0];
    }

    /// <summary>How much more a variant needs that is no plain value: what needs least comes to an end.</summary>
    private static int Rest(SchemaReader variant)
    {
        if (variant.Types is ["null"]) return -1;
        return Required(variant).Count(name => variant.Of(variant.Schema["properties"]?[name]).Resolved() is { } member
            && (member.Schema["anyOf"] is JsonArray variants ? !variants.Any(v => member.Of(v).Types is ["null"]) : member.Type is "object" or "array"));
    }

    private static IEnumerable<string> Required(SchemaReader reader) => (reader.Schema["required"] as JsonArray ?? []).Select(r => r!.GetValue<string>());

    private JsonObject Object(SchemaReader reader, int depth)
    {
        var made = new JsonObject();
        var required = Required(reader).ToHashSet(StringComparer.Ordinal);
        // What tells the variant must come before what it decides on.
        foreach (var (name, member) in (reader.Schema["properties"] as JsonObject ?? []).OrderByDescending(p => p.Value?["const"] is not null))
        {
            if (member?["readOnly"]?.GetValueKind() == JsonValueKind.True) continue;
            if (required.Contains(name) || (optional && depth < Deepest)) made[name] = Make(reader.Of(member), name, depth + 1);
        }
        return made;
    }

    private JsonArray Array(SchemaReader reader, string name, int depth)
    {
        var list = new JsonArray();
        if (reader.Schema["items"] is not JsonObject items) return list;
        var least = (int?)reader.Schema["minItems"] ?? 0;
        // One item shows what items look like; in a type that holds itself the list must end.
        var count = depth >= Deepest ? least : Math.Max(1, least);
        for (var i = 0; i < count; i++) list.Add(Make(reader.Of(items), name, depth + 1));
        return list;
    }

    private static JsonValue Whole(JsonObject schema) => JsonValue.Create(decimal.Truncate(Bounded(schema, 1)));

    private static JsonValue Number(JsonObject schema) => JsonValue.Create(Bounded(schema, 0.01m));

    private static decimal Bounded(JsonObject schema, decimal gap)
    {
        var least = LeafRules.Number(schema["minimum"]) is { } minimum ? decimal.Ceiling(minimum / gap) * gap : LeafRules.Number(schema["exclusiveMinimum"]) + gap;
        var most = LeafRules.Number(schema["maximum"]) ?? (LeafRules.Number(schema["exclusiveMaximum"]) - gap);
        return least > 1 ? least.Value : most < 1 ? most.Value : 1;
    }

    private JsonValue Text(JsonObject schema, string name)
    {
        var text = (string?)schema["format"] switch
        {
            "email" => "ada@example.com",
            "uuid" => "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "date-time" => now.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            "date" => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "time" => "12:00:00",
            "uri" => "https://example.com/",
            "phone" => "+49 30 123456",
            _ => null,
        };
        if (schema["contentEncoding"] is not null) text = "c2FtcGxl";
        if (text is null && (string?)schema["pattern"] is { } pattern && !LeafRules.Matches(pattern, name)) text = PatternSample.Of(pattern);
        return JsonValue.Create(Fitted(text ?? name, (int?)schema["minLength"] ?? 0, (int?)schema["maxLength"] ?? int.MaxValue))!;
    }

    private static string Fitted(string text, int least, int most) => text.Length > most ? text[..most] : text.PadRight(least, 'x');
}
