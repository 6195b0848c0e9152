using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Stepwell.Binding;

/// <summary>The parsers that generated code names. Invariant culture everywhere.</summary>
public static class Parsers
{
    /// <summary>The text itself.</summary>
    public static bool Text(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return true;
    }

    /// <summary>What parses itself: numbers, dates, ids, and an author's own types.</summary>
    public static bool Parsable<T>(string text, [MaybeNullWhen(false)] out T value) where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out value);

    /// <summary>A named value of an enum, in any case. Numbers are no names.</summary>
    public static bool EnumName<T>(string text, [MaybeNullWhen(false)] out T value) where T : struct, Enum
    {
        value = default;
        return text.Length > 0 && !char.IsAsciiDigit(text[0]) && text[0] is not ('-' or '+')
            && Enum.TryParse(text, ignoreCase: true, out value);
    }

    /// <summary>An absolute or relative address.</summary>
    public static bool Address(string text, [MaybeNullWhen(false)] out Uri value) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out value);
}
