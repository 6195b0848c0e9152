namespace Stepwell.Local.Console;

/// <summary>Texts that a caller may have had a hand in, as a line of log can show them.</summary>
internal static class Quote
{
    private const int Longest = 400;

    /// <summary>The text without line breaks and other control characters, and not too long.</summary>
    internal static string OneLine(string text)
    {
        var line = new string([.. text.Take(Longest).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > Longest ? line + "…" : line;
    }
}
