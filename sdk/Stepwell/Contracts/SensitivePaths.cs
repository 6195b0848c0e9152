using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stepwell.Contracts;

/// <summary>Where a type's JSON holds values that must not be shown, and how they are masked.</summary>
public sealed class SensitivePaths
{
    /// <summary>What stands for a masked value.</summary>
    public const string Mask = "***";

    /// <summary>How deep JSON may be; what is deeper is masked whole.</summary>
    public const int MaxDepth = 256;

    private readonly SensitiveNode root;

    internal SensitivePaths(SensitiveNode root)
    {
        this.root = root;
        Text = SensitiveText.Write(root);
    }

    internal SensitiveNode Root => root;

    private static ReadOnlySpan<byte> MaskJson => "\"***\""u8;

    /// <summary>The paths as one text, to be stored beside a value; <see cref="Parse"/> reads it. E.g. <c>card.number,items[].pin,map.*.secret</c>.</summary>
    public string Text { get; }

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    public static SensitivePaths Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(SensitiveText.Read(text));
    }

    /// <summary>The same JSON with each sensitive value replaced by <see cref="Mask"/>. What is no JSON is masked whole.</summary>
    public byte[] Apply(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Replace(utf8);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return MaskJson.ToArray();
        }
    }

    /// <summary>Puts stored values back where edited JSON still has <see cref="Mask"/> at a sensitive place, so that nobody writes the mask by accident.</summary>
    /// <param name="edited">What a person made of the masked JSON; it is changed.</param>
    /// <param name="stored">What is stored; where nothing is, an empty object will do.</param>
    /// <param name="errors">Is told of masks for which nothing is stored, or for which it is not clear what.</param>
    /// <returns>The edited JSON with the stored values in their places.</returns>
    public JsonNode? Restore(JsonNode? edited, JsonNode? stored, ContractErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return new SensitiveRestore(errors).Value(root, edited, new(true, stored));
    }

    /// <summary>Copies everything as it is but the masked values.</summary>
    private byte[] Replace(ReadOnlySpan<byte> utf8)
    {
        var output = new ArrayBufferWriter<byte>(utf8.Length + 16);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var above = new Stack<SensitiveNode?>();
        SensitiveNode? here = null, value = root;
        var inArray = false;
        var arrays = new Stack<bool>();
        var copied = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    value = here?.Member(reader.GetString()!);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    (here, inArray) = (above.Pop(), arrays.Pop());
                    continue;
                default:
                    break;
            }
            var node = inArray ? here?.Element : value;
            if (node is { IsMasked: true })
            {
                output.Write(utf8[copied..(int)reader.TokenStartIndex]);
                output.Write(MaskJson);
                reader.Skip();
                copied = (int)reader.BytesConsumed;
            }
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                above.Push(here);
                arrays.Push(inArray);
                (here, inArray) = (node, reader.TokenType == JsonTokenType.StartArray);
            }
        }
        output.Write(utf8[copied..]);
        return output.WrittenSpan.ToArray();
    }
}
