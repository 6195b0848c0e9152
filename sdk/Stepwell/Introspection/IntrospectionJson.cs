using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Stepwell.Contracts;

namespace Stepwell.Introspection;

/// <summary>The JSON of questions and answers: always the same, whatever an app sets for its own.</summary>
public static class IntrospectionJson
{
    // Values of an app may be 64 deep by themselves, and are wrapped in pages and payloads here.
    private const int MaxDepth = 128;

    private const string NoUnicode = "this text is not valid Unicode. An escape such as \\ud83d is half a character: give the other half, such as \\ude00, right after it.";

    internal static ContractRegistry Contracts { get; } = Make();

    /// <summary>How questions and answers are read and written.</summary>
    public static JsonSerializerOptions Options => Contracts.Options;

    /// <summary>
    /// Reads JSON of unknown origin. What parses, but would fail whoever looks into it later, is refused too: a member given twice,
    /// text that is not valid Unicode.
    /// </summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="maxDepth">How deep it may be.</param>
    /// <exception cref="JsonException">It is malformed; of what parses the message says the line.</exception>
    public static JsonNode? Read(ReadOnlySpan<byte> utf8, int maxDepth = 64)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && !IsText(ref reader)) throw Refused(utf8, ref reader, NoUnicode);
        try
        {
            return JsonNode.Parse(utf8, documentOptions: new() { AllowDuplicateProperties = false, MaxDepth = maxDepth });
        }
        catch (JsonException e) when (e.LineNumber is null)
        {
            throw Twice(utf8, maxDepth) ?? e;
        }
    }

    /// <summary>Reads JSON that came from somebody over HTTP.</summary>
    /// <exception cref="IntrospectionException">It is malformed.</exception>
    internal static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Read(utf8);
        }
        catch (JsonException e)
        {
            throw IntrospectionException.Invalid("$", $"The JSON is malformed: {e.Message}");
        }
    }

    /// <summary>The bytes of any JSON; of nothing those of null.</summary>
    public static byte[] Bytes(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (node is null) json.WriteNullValue();
            else node.WriteTo(json);
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads JSON that is stored.</summary>
    /// <returns>It; null where it is malformed, so that nothing can be found in it.</returns>
    public static JsonNode? ParseStored(ReadOnlySpan<byte> json)
    {
        try
        {
            return Read(json, SensitivePaths.MaxDepth);
        }
        catch (JsonException)
        {
            // Nothing of it is put back then: masks become errors.
            return null;
        }
    }

    /// <summary>Halves of characters are seen only when an escape is resolved; other bytes are looked at as they are.</summary>
    private static bool IsText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return Utf8.IsValid(reader.ValueSpan);
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Where a member is given a second time, which the parser does not say.</summary>
    private static JsonException? Twice(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) open.Push([]);
            else if (reader.TokenType == JsonTokenType.EndObject) open.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && !open.Peek().Add(reader.GetString()!)) return Refused(utf8, ref reader, $"'{reader.GetString()}' is given a second time.");
        }
        return null;
    }

    private static JsonException Refused(ReadOnlySpan<byte> utf8, ref Utf8JsonReader reader, string why) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Line {1 + utf8[..(int)reader.TokenStartIndex].Count((byte)'\n')}: {why}"));

    private static ContractRegistry Make()
    {
        var options = new JsonSerializerOptions { MaxDepth = MaxDepth };
        ContractRegistry.ApplyDefaults(options);
        return new(options);
    }
}
