using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stepwell.Introspection;

namespace Stepwell.Workbench.Components;

/// <summary>JSON as people write and read it. It is text to whoever shows it, never markup: the renderer escapes it.</summary>
internal static class JsonText
{
    internal static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static JsonSerializerOptions Indented { get; } = new(Readable) { WriteIndented = true };

    /// <summary>Reads what was typed, as the host reads it.</summary>
    /// <exception cref="JsonException">It is no JSON, has a member twice, or text that is not valid Unicode.</exception>
    internal static JsonNode? Parse(string text) => IntrospectionJson.Read(Encoding.UTF8.GetBytes(text));

    /// <summary>What is wrong with a text that <see cref="Parse"/> refused, and where.</summary>
    internal static string Problem(string text, JsonException refusal)
    {
        if (string.IsNullOrWhiteSpace(text)) return "There is no JSON yet.";
        return refusal.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"Line {line + 1}, column {refusal.BytePositionInLine + 1}: this is no JSON.") : refusal.Message;
    }
}
