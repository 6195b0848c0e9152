using Stepwell.Local.Traces;

namespace Stepwell.Local.Console;

/// <summary>Texts that a caller may have had a hand in, as a line of log can show them.</summary>
internal static class Quote
{
    private const int Longest = 400;

    /// <summary>The text without line breaks and other control characters, and not too long.</summary>
    internal static string OneLine(string text) =>
        string.Create(Math.Min(text.Length, Longest + 1), ShortText.Of(text, Longest), static (line, shown) =>
        {
            for (var i = 0; i < line.Length; i++) line[i] = char.IsControl(shown[i]) ? ' ' : shown[i];
        });
}
