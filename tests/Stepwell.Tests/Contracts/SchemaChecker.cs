using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stepwell.Tests.Contracts;

/// <summary>Checks values against the part of JSON Schema that Stepwell writes; formats are taken as assertions.</summary>
internal sealed class SchemaChecker(JsonNode root)
{
    public bool Accepts(JsonNode? value) => Accepts(root.AsObject(), value);

    public bool Accepts(JsonObject schema, JsonNode? value)
    {
        foreach (var (keyword, rule) in schema)
            if (!Keeps(keyword, rule!, schema, value)) return false;
        return true;
    }

    public JsonObject Resolve(JsonObject schema)
    {
        while (schema["$ref"] is JsonNode reference)
            schema = reference.GetValue<string>()[1..].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (node, name) => node[name]!).AsObject();
        return schema;
    }

    private bool Keeps(string keyword, JsonNode rule, JsonObject schema, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var text = kind == JsonValueKind.String ? value!.GetValue<string>() : null;
        var number = kind == JsonValueKind.Number && decimal.TryParse(value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : (decimal?)null;
        return keyword switch
        {
            "$schema" or "$defs" or "description" or "x-sensitive" or "readOnly" or "deprecated" => true,
            "$ref" => Accepts(Resolve(schema), value),
            "type" => (rule as JsonArray ?? [rule.DeepClone()]).Any(t => IsType(t!.GetValue<string>(), kind, value)),
            "enum" => rule.AsArray().Any(v => JsonNode.DeepEquals(v, value)),
            "const" => JsonNode.DeepEquals(rule, value),
            "not" => !Accepts(rule.AsObject(), value),
            "anyOf" => rule.AsArray().Any(s => Accepts(s!.AsObject(), value)),
            "allOf" => rule.AsArray().All(s => Accepts(s!.AsObject(), value)),
            "properties" => value is not JsonObject o || rule.AsObject().All(p => !o.TryGetPropertyValue(p.Key, out var v) || Accepts(p.Value!.AsObject(), v)),
            "required" => value is not JsonObject o || rule.AsArray().All(r => o.ContainsKey(r!.GetValue<string>())),
            "additionalProperties" => value is not JsonObject o || o.All(p => schema["properties"]?[p.Key] is not null || (rule is JsonObject s && Accepts(s, p.Value))),
            "items" => value is not JsonArray a || a.All(i => Accepts(rule.AsObject(), i)),
            "minItems" => value is not JsonArray a || a.Count >= (int)rule,
            "maxItems" => value is not JsonArray a || a.Count <= (int)rule,
            "minLength" => text is null || text.Length >= (int)rule,
            "maxLength" => text is null || text.Length <= (int)rule,
            "pattern" => text is null || Regex.IsMatch(text, rule.GetValue<string>()),
            "minimum" => number is null || number >= Limit(rule),
            "maximum" => number is null || number <= Limit(rule),
            "exclusiveMinimum" => number is null || number > Limit(rule),
            "exclusiveMaximum" => number is null || number < Limit(rule),
            "contentEncoding" => text is null || Base64.IsValid(Encoding.UTF8.GetBytes(text)),
            "format" => HasFormat(rule.GetValue<string>(), text, number),
            _ => throw new NotSupportedException($"The keyword {keyword} is not known here."),
        };
    }

    private static decimal Limit(JsonNode rule) => decimal.Parse(rule.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool IsType(string type, JsonValueKind kind, JsonNode? value) => type switch
    {
        "null" => kind == JsonValueKind.Null,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "string" => kind == JsonValueKind.String,
        "number" => kind == JsonValueKind.Number,
        "integer" => kind == JsonValueKind.Number && !value!.ToJsonString().AsSpan().ContainsAny(".eE"),
        "object" => kind == JsonValueKind.Object,
        "array" => kind == JsonValueKind.Array,
        _ => throw new NotSupportedException(type),
    };

    private static bool HasFormat(string format, string? text, decimal? number) => format switch
    {
        "int32" => number is null or (>= int.MinValue and <= int.MaxValue),
        "int64" => number is null or (>= long.MinValue and <= long.MaxValue),
        "uuid" => text is null || Guid.TryParseExact(text, "D", out _),
        "date" => text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
        "time" => text is null || TimeOnly.TryParseExact(text, "HH:mm:ss", out _),
        "date-time" => text is null || (text.Contains('-', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)),
        _ => true,
    };
}
