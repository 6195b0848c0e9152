using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Stepwell.Workbench.Schemas;

/// <summary>The rules of texts and numbers.</summary>
internal static class LeafRules
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    internal static IEnumerable<string> Problems(JsonObject schema, JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => OfText(schema, value.GetValue<string>()),
        JsonValueKind.Number when Number(value) is { } number => OfNumber(schema, number),
        _ => [],
    };

    /// <summary>A number of a schema or a value; null where it is none that can be compared.</summary>
    internal static decimal? Number(JsonNode? node) =>
        node is not null && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True where a text matches a pattern, and where the pattern is none that can be tried here.</summary>
    internal static bool Matches(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, Patience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static IEnumerable<string> OfText(JsonObject schema, string text)
    {
        if (schema["minLength"] is { } least && text.Length < (int)least) yield return $"Give at least {least} character{((int)least == 1 ? "" : "s")}.";
        if (schema["maxLength"] is { } most && text.Length > (int)most) yield return $"Give at most {most} characters; this has {text.Length}.";
        var format = (string?)schema["format"];
        if (FormatProblem(format, text) is { } problem) yield return problem;
        else if (schema["pattern"] is { } pattern && !Matches((string)pattern!, text)) yield return format == "email" ? "Give an e-mail address." : $"Must match {pattern}";
        if (schema["contentEncoding"] is not null && !Base64.IsValid(Encoding.UTF8.GetBytes(text))) yield return "Give base64.";
    }

    private static IEnumerable<string> OfNumber(JsonObject schema, decimal number)
    {
        if (Number(schema["minimum"]) is { } least && number < least) yield return Text($"Must be at least {least}.");
        if (Number(schema["maximum"]) is { } most && number > most) yield return Text($"Must be at most {most}.");
        if (Number(schema["exclusiveMinimum"]) is { } above && number <= above) yield return Text($"Must be more than {above}.");
        if (Number(schema["exclusiveMaximum"]) is { } below && number >= below) yield return Text($"Must be less than {below}.");
        if ((string?)schema["format"] == "int32" && number is < int.MinValue or > int.MaxValue) yield return "Is too large for a whole number of 32 bits.";
        if ((string?)schema["format"] == "int64" && number is < long.MinValue or > long.MaxValue) yield return "Is too large for a whole number of 64 bits.";
    }

    private static string? FormatProblem(string? format, string text) => format switch
    {
        "uuid" when !Guid.TryParseExact(text, "D", out _) => "Give an id such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301.",
        "date" when !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "Give a date such as 2030-01-31.",
        "date-time" when !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "Give a time such as 2030-01-31T12:00:00Z.",
        "time" when !TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out _) => "Give a time of day such as 12:00:00.",
        _ => null,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
