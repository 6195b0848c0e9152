using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stepwell.Contracts;

namespace Stepwell.Introspection;

/// <summary>Something that went in or out, or is stored, as people see it.</summary>
/// <param name="Json">It, where it is JSON and not too long to show.</param>
/// <param name="Text">It as text where it is no JSON or too long; cut at 32 KiB, of many effects sooner. It is cut where <paramref name="Bytes"/> is more.</param>
/// <param name="Bytes">Its full size in bytes.</param>
public sealed record Payload(JsonNode? Json, string? Text, int Bytes)
{
    /// <summary>What is longer is cut where it is one of many, in bytes.</summary>
    public const int MaxShown = 32 * 1024;

    /// <summary>Masks and shortens.</summary>
    /// <param name="bytes">What is to be shown.</param>
    /// <param name="paths">Where it is sensitive; null for nowhere.</param>
    /// <param name="longest">So many bytes are shown.</param>
    public static Payload Of(ReadOnlySpan<byte> bytes, SensitivePaths? paths, int longest = MaxShown)
    {
        var size = bytes.Length;
        if (paths is not null) bytes = paths.Apply(bytes);
        if (bytes.Length <= longest)
        {
            try
            {
                return new(IntrospectionJson.Read(bytes), null, size);
            }
            catch (JsonException)
            {
                // No JSON, or none that can be looked into: shown as the text it is.
            }
        }
        return new(null, Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, longest)]), size);
    }
}
