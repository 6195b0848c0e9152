using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stepwell.Workbench.Schemas;

/// <summary>
/// Tells while somebody types what the host would refuse. It knows the keywords that Stepwell writes and lets others pass:
/// the host has the last word, and must never be stricter in vain here.
/// </summary>
internal static class SchemaValidator
{
    /// <summary>So many problems are told at once.</summary>
    private const int Most = 20;

    /// <summary>What is wrong with a value; nothing where it fits.</summary>
    public static IReadOnlyList<SchemaProblem> Check(SchemaReader schema, JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var problems = new List<SchemaProblem>();
        Check(schema, value, "$", problems);
        return problems;
    }

    private static void Check(SchemaReader reader, JsonNode? value, string path, List<SchemaProblem> problems)
    {
        if (problems.Count >= Most) return;
        reader = reader.Resolved();
        var schema = reader.Schema;
        if (schema["anyOf"] is JsonArray variants) CheckVariants(reader, variants, value, path, problems);
        foreach (var part in schema["allOf"] as JsonArray ?? []) Check(reader.Of(part), value, path, problems);
        if (!IsOfType(reader.Types, value))
        {
            problems.Add(new(path, $"Give {string.Join(" or ", reader.Types.Select(Named))}."));
            return;
        }
        if (schema["enum"] is JsonArray choices && !choices.Any(c => JsonNode.DeepEquals(c, value)))
            problems.Add(new(path, $"Give one of {string.Join(", ", choices.Select(c => c?.ToJsonString() ?? "null"))}."));
        if (schema.TryGetPropertyValue("const", out var constant) && !JsonNode.DeepEquals(constant, value)) problems.Add(new(path, $"Give {constant?.ToJsonString() ?? "null"}."));
        if (schema["not"]?["enum"] is JsonArray denied && denied.Any(d => JsonNode.DeepEquals(d, value))) problems.Add(new(path, $"{value?.ToJsonString() ?? "null"} is not allowed."));
        switch (value)
        {
            case JsonObject map:
                CheckMembers(reader, map, path, problems);
                break;
            case JsonArray list:
                CheckCount(schema, "Items", list.Count, "item", path, problems);
                for (var i = 0; schema["items"] is JsonObject items && i < list.Count; i++) Check(reader.Of(items), list[i], SchemaProblem.Below(path, i), problems);
                break;
            case JsonValue leaf:
                problems.AddRange(LeafRules.Problems(schema, leaf).Select(text => new SchemaProblem(path, text)));
                break;
            default:
                break;
        }
    }

    /// <summary>One variant must fit. Where none does, the one that comes closest says why.</summary>
    private static void CheckVariants(SchemaReader reader, JsonArray variants, JsonNode? value, string path, List<SchemaProblem> problems)
    {
        List<SchemaProblem>? closest = null;
        var closestIsNull = false;
        foreach (var variant in variants)
        {
            var found = new List<SchemaProblem>();
            Check(reader.Of(variant), value, path, found);
            if (found.Count == 0) return;
            // That it could have been null helps nobody who gave something.
            var isNull = reader.Of(variant).Resolved().Types is ["null"];
            if (closest is null || (!isNull && (closestIsNull || found.Count(p => p.Path == path) < closest.Count(p => p.Path == path)))) (closest, closestIsNull) = (found, isNull);
        }
        problems.AddRange(closest ?? []);
    }

    private static void CheckMembers(SchemaReader reader, JsonObject map, string path, List<SchemaProblem> problems)
    {
        var schema = reader.Schema;
        var members = schema["properties"] as JsonObject;
        foreach (var name in schema["required"] as JsonArray ?? [])
            if (!map.ContainsKey(name!.GetValue<string>())) problems.Add(new(SchemaProblem.Below(path, name.GetValue<string>()), "Is missing."));
        CheckCount(schema, "Properties", map.Count, "member", path, problems);
        foreach (var (name, value) in map)
        {
            if (members?[name] is { } member) Check(reader.Of(member), value, SchemaProblem.Below(path, name), problems);
            else if (schema["additionalProperties"] is JsonObject rest) Check(reader.Of(rest), value, SchemaProblem.Below(path, name), problems);
            else if (schema["additionalProperties"]?.GetValueKind() == JsonValueKind.False) problems.Add(new(SchemaProblem.Below(path, name), "There is no such member."));
        }
    }

    private static void CheckCount(JsonObject schema, string unit, int count, string word, string path, List<SchemaProblem> problems)
    {
        if (schema["min" + unit] is { } least && count < (int)least) problems.Add(new(path, $"Give at least {least} {word}{((int)least == 1 ? "" : "s")}."));
        if (schema["max" + unit] is { } most && count > (int)most) problems.Add(new(path, $"Give at most {most} {word}{((int)most == 1 ? "" : "s")}."));
    }

    private static bool IsOfType(IReadOnlyList<string> types, JsonNode? value)
    {
        if (types.Count == 0) return true;
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return types.Any(t => t switch
        {
            "null" => kind == JsonValueKind.Null,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "string" => kind == JsonValueKind.String,
            "number" => kind == JsonValueKind.Number,
            "integer" => kind == JsonValueKind.Number && !value!.ToJsonString().AsSpan().ContainsAny(".eE"),
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            _ => true,
        });
    }

    private static string Named(string type) => type switch
    {
        "null" => "null",
        "string" => "a text in quotes",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "object" => "an object { }",
        "array" => "a list [ ]",
        _ => string.Create(CultureInfo.InvariantCulture, $"a {type}"),
    };
}
