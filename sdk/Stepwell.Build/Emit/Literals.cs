using System.Globalization;

namespace Stepwell.Build.Emit;

/// <summary>C# literals of any text. Roslyn is not there when MSBuild runs, so they are escaped here; a test holds them against it.</summary>
internal static class Literals
{
    public static string Of(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"': literal.Append("\\\""); break;
                case '\\': literal.Append("\\\\"); break;
                case '\n': literal.Append("\\n"); break;
                case '\r': literal.Append("\\r"); break;
                case '\t': literal.Append("\\t"); break;
                default:
                    // What is not plainly printable, halves of surrogate pairs too, is written by its number.
                    if (c is >= ' ' and < '\u007f' || char.IsLetterOrDigit(c)) literal.Append(c);
                    else literal.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
            }
        }
        return literal.Append('"').ToString();
    }
}
