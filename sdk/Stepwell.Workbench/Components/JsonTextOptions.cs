using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stepwell.Workbench.Components;

/// <summary>How JSON is written for people. It is text to whoever shows it, never markup: the renderer escapes it.</summary>
internal static class JsonTextOptions
{
    internal static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static JsonSerializerOptions Indented { get; } = new(Readable) { WriteIndented = true };
}
