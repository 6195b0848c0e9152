using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Stepwell.Contracts;

/// <summary>Turns the serializer's exceptions into findings that tell nothing of CLR types.</summary>
internal static partial class JsonFailure
{
    /// <summary>JSON that cannot be parsed.</summary>
    public static string Malformed(JsonException exception)
    {
        var where = exception is { LineNumber: { } line, BytePositionInLine: { } column }
            ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, column {column + 1})")
            : "";
        return $"The JSON is malformed: {Sentence(exception.Message).TrimEnd('.')}{where}.";
    }

    /// <summary>JSON that parses, but that a converter or a constructor refused.</summary>
    public static string Refused(Exception exception)
    {
        var message = Sentence(exception.Message);
        return message.Length == 0 || exception is not (JsonException or ArgumentException) || TellsTypes().IsMatch(message) ? ContractText.NotAllowed : message;
    }

    /// <summary>The exception's path as findings have it.</summary>
    public static string Path(Exception exception) => (exception as JsonException)?.Path switch
    {
        null or "" or "$" => "$",
        { } path when path.StartsWith("$.", StringComparison.Ordinal) => path[2..],
        { } path => path[1..],
    };

    private static string Sentence(string message)
    {
        var end = message.Length;
        foreach (var tail in new[] { " Path: ", " LineNumber: ", " (Parameter '" })
            if (message.IndexOf(tail, StringComparison.Ordinal) is >= 0 and var at && at < end) end = at;
        return message[..end].Trim();
    }

    [GeneratedRegex(@"could not be converted|\btype '|[A-Za-z_]\w*\.[A-Z]\w*|Exception\b|`\d|\+[A-Z]|Nullable|json constructor|Json[A-Z]")]
    private static partial Regex TellsTypes();
}
