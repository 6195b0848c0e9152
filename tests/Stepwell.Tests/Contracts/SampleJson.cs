using System.Text.Json.Nodes;

namespace Stepwell.Tests.Contracts;

/// <summary>Makes JSON that mostly fits a schema and now and then does not.</summary>
internal sealed class SampleJson(JsonObject root, int seed)
{
    private const double Oddness = 0.04;
    private const int Deepest = 6;

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "1", "-1", "2", "13", "99", "100", "150", "151", "255", "256", "40000", "0.5", "1001", "3000000000",
        "\"\"", "\" \"", "\"a\"", "\"ab\"", "\"abc\"", "\"abcde\"", "\"AB12\"", "\"AB12x\"", "\"a rather long text, it is\"", "\"x@y.z\"", "\"x@y@z\"",
        "\"http://a.b\"", "\"FTP://x\"", "\"7f0a3ab4-6a4f-4c8a-9d7e-1c3a4b0f5d11\"", "\"2026-01-31\"", "\"2026-02-30\"", "\"2026-01-02T03:04:05Z\"",
        "\"10:20:30\"", "\"25:00:00\"", "\"red\"", "\"darkBlue\"", "\"purple\"", "\"QUJD\"", "\"Q\"", "\"1\"", "{}", "[]",
    ];

    private readonly Random random = new(seed);
    private readonly SchemaChecker checker = new(root);

    public JsonNode? Next() => Make(root, 0);

    private JsonNode? Make(JsonObject schema, int depth)
    {
        schema = checker.Resolve(schema);
        if (random.NextDouble() < Oddness) return Pick(Scalars);
        if (schema["anyOf"] is JsonArray choices) return Make(choices[random.Next(choices.Count)]!.AsObject(), depth);
        if (schema["const"] is { } value) return value.DeepClone();
        var type = schema["type"] is JsonArray types ? types[random.Next(types.Count)]!.GetValue<string>() : schema["type"]?.GetValue<string>();
        return type switch
        {
            "object" when depth < Deepest => Object(schema, depth),
            "array" when depth < Deepest => List(schema, depth),
            _ => Scalar(schema),
        };
    }

    private JsonNode? Scalar(JsonObject schema)
    {
        var fitting = Scalars.Where(s => checker.Accepts(schema, JsonNode.Parse(s))).ToArray();
        return Pick(fitting.Length == 0 ? Scalars : fitting);
    }

    private JsonObject Object(JsonObject schema, int depth)
    {
        var made = new JsonObject();
        var required = (schema["required"] as JsonArray ?? []).Select(r => r!.GetValue<string>()).ToHashSet();
        // A discriminator must come first, which a schema cannot say.
        foreach (var (name, rule) in (schema["properties"] as JsonObject ?? []).OrderBy(p => p.Value!["const"] is null))
        {
            if (rule!["readOnly"] is not null) continue;
            if (random.NextDouble() < (required.Contains(name) ? Oddness : 0.4)) continue;
            made[name] = Make(rule.AsObject(), depth + 1);
        }
        if (schema["additionalProperties"] is JsonObject values)
            for (var i = random.Next(3); i > 0; i--) made["k" + i] = Make(values, depth + 1);
        else if (random.NextDouble() < Oddness) made["unknown"] = 1;
        return made;
    }

    private JsonArray List(JsonObject schema, int depth)
    {
        var made = new JsonArray();
        for (var i = random.Next(5); i > 0; i--) made.Add(Make(schema["items"]!.AsObject(), depth + 1));
        return made;
    }

    private JsonNode? Pick(string[] texts) => JsonNode.Parse(texts[random.Next(texts.Length)]);
}
