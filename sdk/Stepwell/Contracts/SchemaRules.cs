using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stepwell.Contracts;

/// <summary>Writes validation annotations as JSON Schema keywords.</summary>
internal static class SchemaRules
{
    private const string Url = "^([hH][tT][tT][pP][sS]?|[fF][tT][pP])://";

    public static void Add(JsonObject schema, ContractMember member, JsonSerializerOptions options) =>
        Add(schema, member.Use.Contract, member.RequiredRule is null ? member.Rules : member.Rules.Prepend(member.RequiredRule), options);

    public static void Add(JsonObject schema, Contract contract, IEnumerable<ValidationAttribute> rules, JsonSerializerOptions options)
    {
        foreach (var rule in rules) Add(schema, rule, contract.Shape, contract.Type == typeof(string), contract.Type, options);
    }

    private static void Add(JsonObject schema, ValidationAttribute rule, ContractShape shape, bool isText, Type type, JsonSerializerOptions options)
    {
        switch (rule)
        {
            case RequiredAttribute { AllowEmptyStrings: false } when isText:
                Raise(schema, "minLength", 1);
                Pattern(schema, @"\S");
                break;
            case StringLengthAttribute r when isText:
                Raise(schema, "minLength", r.MinimumLength);
                Lower(schema, "maxLength", r.MaximumLength);
                break;
            case LengthAttribute r when Unit(shape, isText) is { } unit:
                Raise(schema, "min" + unit, r.MinimumLength);
                Lower(schema, "max" + unit, r.MaximumLength);
                break;
            case MinLengthAttribute r when Unit(shape, isText) is { } unit:
                Raise(schema, "min" + unit, r.Length);
                break;
            case MaxLengthAttribute { Length: >= 0 } r when Unit(shape, isText) is { } unit:
                Lower(schema, "max" + unit, r.Length);
                break;
            case RangeAttribute r when IsNumber(type):
                Bound(schema, r.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", r.Minimum, (a, b) => a > b);
                Bound(schema, r.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", r.Maximum, (a, b) => a < b);
                break;
            case RegularExpressionAttribute r when isText:
                // The rule asks for the whole text and passes the empty one; a pattern does neither by itself.
                Pattern(schema, $"^(?:{r.Pattern})?$");
                break;
            case EmailAddressAttribute when isText:
                schema["format"] = "email";
                Pattern(schema, "^[^@\\r\\n]+@[^@\\r\\n]+$");
                break;
            case UrlAttribute when isText:
                schema["format"] = "uri";
                Pattern(schema, Url);
                break;
            case Base64StringAttribute when isText:
                schema["contentEncoding"] = "base64";
                break;
            case PhoneAttribute when isText:
                schema["format"] = "phone";
                break;
            case AllowedValuesAttribute r:
                schema["enum"] = Values(r.Values, options);
                break;
            case DeniedValuesAttribute r:
                schema["not"] = new JsonObject { ["enum"] = Values(r.Values, options) };
                break;
            default:
                break;
        }
    }

    private static string? Unit(ContractShape shape, bool isText) =>
        isText ? "Length" : shape == ContractShape.List ? "Items" : shape == ContractShape.Map ? "Properties" : null;

    private static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private static void Raise(JsonObject schema, string keyword, int value)
    {
        if (value > 0 && (schema[keyword] is not JsonValue now || now.GetValue<int>() < value)) schema[keyword] = value;
    }

    private static void Lower(JsonObject schema, string keyword, int value)
    {
        if (schema[keyword] is not JsonValue now || now.GetValue<int>() > value) schema[keyword] = value;
    }

    private static void Bound(JsonObject schema, string keyword, object limit, Func<decimal, decimal, bool> tighter)
    {
        JsonNode? node;
        if (limit is string text) node = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? JsonValue.Create(parsed) : null;
        else if (limit is double d) node = double.IsFinite(d) && d is not (double.MaxValue or double.MinValue) ? JsonValue.Create(d) : null;
        else node = JsonSerializer.SerializeToNode(limit);
        if (node is null) return;
        if (schema[keyword] is { } now && decimal.TryParse(now.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var old)
            && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) && !tighter(given, old)) return;
        schema[keyword] = node;
    }

    private static void Pattern(JsonObject schema, string pattern)
    {
        if (!schema.ContainsKey("pattern")) schema["pattern"] = pattern;
        else if (schema["allOf"] is JsonArray all) all.Add((JsonNode)new JsonObject { ["pattern"] = pattern });
        else schema["allOf"] = new JsonArray(new JsonObject { ["pattern"] = pattern });
    }

    private static JsonArray Values(object?[] values, JsonSerializerOptions options) =>
        [.. values.Select(v => v is null ? null : JsonSerializer.SerializeToNode(v, v.GetType(), options))];
}
