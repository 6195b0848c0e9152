namespace Stepwell.Tables;

/// <summary>The rule on names of tables.</summary>
internal static class TableNames
{
    private const int LongestSuffix = 12;
    private const int Longest = 63;

    internal static string Checked(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return prefix.Length is > 0 and <= Longest - LongestSuffix && char.IsAsciiLetter(prefix[0]) && prefix.All(char.IsAsciiLetterOrDigit)
            ? prefix
            : throw new ArgumentException($"'{prefix}' cannot begin the names of tables: give 1 to {Longest - LongestSuffix} letters and digits, a letter first.", nameof(prefix));
    }
}
