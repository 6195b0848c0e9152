namespace Stepwell.Build.Emit;

/// <summary>Text within a documentation comment.</summary>
internal static class DocText
{
    /// <summary>The text on one line, with nothing that XML would read as its own or would not take.</summary>
    public static string Of(string text)
    {
        var doc = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '<': doc.Append("&lt;"); break;
                case '>': doc.Append("&gt;"); break;
                case '&': doc.Append("&amp;"); break;
                // Line ends of C# and characters that XML forbids.
                case < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufffe' or '\uffff': Space(doc); break;
                default:
                    if (char.IsSurrogate(c)) doc.Append('?');
                    else if (c == ' ') Space(doc);
                    else doc.Append(c);
                    break;
            }
        }
        return doc.ToString().Trim();
    }

    private static void Space(StringBuilder doc)
    {
        if (doc.Length > 0 && doc[doc.Length - 1] != ' ') doc.Append(' ');
    }
}
