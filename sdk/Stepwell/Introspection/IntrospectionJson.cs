using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stepwell.Contracts;

namespace Stepwell.Introspection;

/// <summary>The JSON of questions and answers: always the same, whatever an app sets for its own.</summary>
public static class IntrospectionJson
{
    // Values of an app may be 64 deep by themselves, and are wrapped in pages and payloads here.
    private const int MaxDepth = 128;

    internal static ContractRegistry Contracts { get; } = Make();

    /// <summary>How questions and answers are read and written.</summary>
    public static JsonSerializerOptions Options => Contracts.Options;

    /// <summary>How JSON of unknown origin is read: a member given twice would fail whoever looks into it later.</summary>
    public static JsonDocumentOptions Strict { get; } = new() { AllowDuplicateProperties = false };

    /// <summary>Reads any JSON.</summary>
    /// <exception cref="IntrospectionException">It is malformed.</exception>
    internal static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8, documentOptions: Strict);
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
            return JsonNode.Parse(json, documentOptions: Strict with { MaxDepth = SensitivePaths.MaxDepth });
        }
        catch (JsonException)
        {
            // Nothing of it is put back then: masks become errors.
            return null;
        }
    }

    private static ContractRegistry Make()
    {
        var options = new JsonSerializerOptions { MaxDepth = MaxDepth };
        ContractRegistry.ApplyDefaults(options);
        return new(options);
    }
}
