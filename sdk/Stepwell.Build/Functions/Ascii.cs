namespace Stepwell.Build.Functions;

/// <summary>The letters and digits that names on Azure may have.</summary>
internal static class Ascii
{
    public static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    public static bool IsLetterOrDigit(char c) => IsLetter(c) || c is >= '0' and <= '9';
}
