using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stepwell.Introspection;

/// <summary>Finds text in dead letters as they are shown.</summary>
public static class DeadLetterText
{
    // As people write it: ü and not \u00fc.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 128 };

    /// <summary>True where a text is in an id, the handler, the topic, the reason, the exception or the data, in any case.</summary>
    /// <param name="letter">The letter. What is masked or cut of it is not found.</param>
    /// <param name="text">The text.</param>
    public static bool Has(this DeadLetterInfo letter, string text)
    {
        ArgumentNullException.ThrowIfNull(letter);
        ArgumentNullException.ThrowIfNull(text);
        return Has(letter.Id, text) || Has(letter.Handler, text) || Has(letter.Topic, text) || Has(letter.Reason, text) || Has(letter.Exception, text)
            || Has(letter.TraceId, text) || Has(letter.EventId, text) || Has(letter.Data.Json?.ToJsonString(Plain) ?? letter.Data.Text, text);
    }

    private static bool Has(string? place, string text) => place?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
