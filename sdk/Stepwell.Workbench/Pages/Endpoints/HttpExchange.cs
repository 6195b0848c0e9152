using System.Text.Json;
using System.Text.Json.Nodes;
using Stepwell.Introspection;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Components;
using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>A request for the browser to send.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">The headers, as name and value.</param>
/// <param name="Body">The body as text; null for none, or a form.</param>
/// <param name="Fields">The fields of a form; null for none.</param>
/// <param name="Multipart">True where the form goes as <c>multipart/form-data</c>.</param>
/// <param name="File">The element that holds the file that is the body; null for none.</param>
public sealed record HttpQuestion(string Method, string Path, IReadOnlyList<string[]> Headers, string? Body, IReadOnlyList<FormField>? Fields, bool Multipart, string? File);

/// <summary>A field of a form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null for a file.</param>
/// <param name="Input">The element that holds the files; null for none.</param>
public sealed record FormField(string Name, string? Value, string? Input = null);

/// <summary>What the browser got.</summary>
public sealed record HttpAnswer
{
    /// <summary>Why there was no answer; null where there was.</summary>
    public string? Error { get; init; }

    public int Status { get; init; }

    public string StatusText { get; init; } = "";

    /// <summary>From sending to the end of the answer.</summary>
    public double Ms { get; init; }

    public IReadOnlyList<string[]> Headers { get; init; } = [];

    /// <summary>The body's size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The body; null where it is no text.</summary>
    public string? Text { get; init; }

    /// <summary>True where the text is the beginning of the body only.</summary>
    public bool Cut { get; init; }

    /// <summary>True where somebody stopped it before its end.</summary>
    public bool Stopped { get; init; }

    public string? Header(string name) => Headers.FirstOrDefault(h => h[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1];

    public string? TraceId => Header("Stepwell-Trace-Id");

    public bool IsJson => Header("Content-Type") is { } type && (type.Contains("/json", StringComparison.OrdinalIgnoreCase) || type.Contains("+json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body as JSON; null where it is none.</summary>
    public JsonNode? Json()
    {
        if (!IsJson || Cut || string.IsNullOrWhiteSpace(Text)) return null;
        try
        {
            return JsonText.Parse(Text);
        }
        catch (JsonException)
        {
            // Shown as the text that it is.
            return null;
        }
    }

    public Payload Payload() => Json() is { } json ? new(json, null, (int)Bytes) : new(null, Text, (int)Bytes);

    /// <summary>The fields that a problem names.</summary>
    public IReadOnlyList<SchemaProblem> Problems() =>
        Status >= 400 && Json()?["errors"] is JsonObject errors
            ? [.. errors.SelectMany(e => (e.Value as JsonArray ?? []).Select(t => new SchemaProblem(e.Key, t?.ToString() ?? "")))]
            : [];
}
