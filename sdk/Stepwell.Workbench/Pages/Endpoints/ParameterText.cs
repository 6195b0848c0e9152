using System.Globalization;
using System.Text.Json.Nodes;
using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>Parameters are text; their schemas speak of values.</summary>
internal static class ParameterText
{
    /// <summary>The values that a text gives: of a list one per line.</summary>
    internal static IEnumerable<string> Values(RequestParameter parameter, string text) =>
        parameter.IsList ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : text.Length == 0 ? [] : [text];

    internal static IEnumerable<string> Problems(RequestParameter parameter, string text)
    {
        var schema = parameter.IsList ? parameter.Schema.Of(parameter.Schema.Schema["items"]).Resolved() : parameter.Schema;
        return Values(parameter, text).SelectMany(v => SchemaValidator.Check(schema, Json(schema, v))).Select(p => p.Text.Replace("a text in quotes", "a text", StringComparison.Ordinal));
    }

    /// <summary>What a parameter takes, in few words; empty for any text.</summary>
    internal static string Describe(RequestParameter parameter)
    {
        var schema = (parameter.IsList ? parameter.Schema.Of(parameter.Schema.Schema["items"]).Resolved() : parameter.Schema).Schema;
        var parts = new List<string>();
        if ((string?)schema["format"] is { } format && format != "binary") parts.Add(format);
        else if (parameter.Schema.Of(schema).Type is { } type and not "string") parts.Add(type);
        if (schema["minimum"] is { } least && schema["maximum"] is { } most) parts.Add(Text($"{least} to {most}"));
        else if (schema["minimum"] is { } from) parts.Add(Text($"from {from}"));
        else if (schema["maximum"] is { } to) parts.Add(Text($"up to {to}"));
        if (schema["maxLength"] is { } length) parts.Add(Text($"up to {length} characters"));
        if (parameter.IsList) parts.Add(parameter.IsFile ? "several files" : "one per line");
        return string.Join(" · ", parts);
    }

    private static JsonValue Json(SchemaReader schema, string text) => schema.Type switch
    {
        "integer" or "number" when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        "boolean" when bool.TryParse(text, out var yes) => JsonValue.Create(yes),
        _ => JsonValue.Create(text)!,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
