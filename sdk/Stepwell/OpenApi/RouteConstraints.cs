using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Stepwell.OpenApi;

/// <summary>Writes route constraints as JSON Schema keywords.</summary>
internal static class RouteConstraints
{
    /// <summary>Adds what the constraints of a parameter say, where the schema does not say it already.</summary>
    public static void Add(JsonObject schema, RoutePatternParameterPart parameter)
    {
        foreach (var policy in parameter.ParameterPolicies)
        {
            if (policy.Content is not { Length: > 0 } text) continue;
            var open = text.IndexOf('(', StringComparison.Ordinal);
            var name = open < 0 ? text : text[..open];
            var arguments = open < 0 ? "" : text[(open + 1)..].TrimEnd(')');
            foreach (var (key, value) in Keywords(name, arguments, arguments.Split(',')))
                if (value is not null && (key != "type" ? !schema.ContainsKey(key) : IsText(schema))) schema[key] = value;
        }
    }

    private static bool IsText(JsonObject schema) =>
        !schema.ContainsKey("$ref") && (!schema.ContainsKey("type") || (schema["type"] is JsonValue type && type.GetValue<string>() == "string"));

    private static IEnumerable<(string, JsonNode?)> Keywords(string name, string all, string[] arguments) => name switch
    {
        "int" => [("type", "integer"), ("format", "int32")],
        "long" => [("type", "integer"), ("format", "int64")],
        "decimal" or "double" or "float" => [("type", "number")],
        "bool" => [("type", "boolean")],
        "guid" => [("format", "uuid")],
        "datetime" => [("format", "date-time")],
        "alpha" => [("pattern", "^[A-Za-z]*$")],
        "regex" => [("pattern", all.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal))],
        "min" => [("type", "integer"), ("minimum", Number(all))],
        "max" => [("type", "integer"), ("maximum", Number(all))],
        "range" when arguments.Length == 2 => [("type", "integer"), ("minimum", Number(arguments[0])), ("maximum", Number(arguments[1]))],
        "minlength" => [("minLength", Number(all))],
        "maxlength" => [("maxLength", Number(all))],
        "length" => [("minLength", Number(arguments[0])), ("maxLength", Number(arguments[^1]))],
        _ => [],
    };

    private static JsonNode? Number(string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;
}
