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
    /// <exception cref="JsonException">It is no JSON, or has a member twice.</exception>
    internal static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: IntrospectionJson.Strict);

    /// <summary>What is wrong with a text that <see cref="Parse"/> refused, and where.</summary>
    internal static string Problem(string text, JsonException refusal)
    {
        if (string.IsNullOrWhiteSpace(text)) return "There is no JSON yet.";
        if (refusal.LineNumber is { } line) return $"Line {line + 1}, column {refusal.BytePositionInLine + 1}: this is no JSON.";
        return Twice(Encoding.UTF8.GetBytes(text)) is var (name, at) ? $"Line {at}: '{name}' is given a second time." : refusal.Message;
    }

    private static (string Name, int Line)? Twice(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) open.Push([]);
            else if (reader.TokenType == JsonTokenType.EndObject) open.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && !open.Peek().Add(reader.GetString()!))
                return (reader.GetString()!, 1 + json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n'));
        }
        return null;
    }
}
