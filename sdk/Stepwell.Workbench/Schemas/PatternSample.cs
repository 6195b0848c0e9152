using System.Text;

namespace Stepwell.Workbench.Schemas;

/// <summary>
/// Makes the shortest plain text that a simple pattern accepts: literals, classes, groups, choices and counts. What it makes is tried
/// against the pattern by whoever asks, so a construct that is not known here costs a sample, never a wrong one.
/// </summary>
internal sealed class PatternSample
{
    private const int Longest = 1000;
    private readonly string pattern;
    private int at;

    private PatternSample(string pattern) => this.pattern = pattern;

    /// <summary>A text that matches, not empty where that is possible; null where none was found.</summary>
    internal static string? Of(string pattern)
    {
        try
        {
            var text = new PatternSample(pattern).Choice();
            return LeafRules.Matches(pattern, text) ? text : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string Choice()
    {
        var first = Sequence();
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            var other = Sequence();
            if (first.Length == 0) first = other;
        }
        return first;
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            var piece = Piece();
            for (var i = Count(); i > 0; i--) text.Append(piece);
        }
        return text.ToString();
    }

    private string Piece()
    {
        var c = pattern[at++];
        switch (c)
        {
            case '^' or '$':
                return "";
            case '.':
                return "a";
            case '(':
                return Group();
            case '[':
                return Class().ToString();
            case '\\':
                return Escape();
            default:
                return c.ToString();
        }
    }

    private string Group()
    {
        if (pattern.AsSpan(at).StartsWith("?"))
        {
            if (!pattern.AsSpan(at).StartsWith("?:")) throw new FormatException();
            at += 2;
        }
        var text = Choice();
        if (at >= pattern.Length || pattern[at++] != ')') throw new FormatException();
        return text;
    }

    private string Escape()
    {
        if (at >= pattern.Length) throw new FormatException();
        return pattern[at++] switch
        {
            'd' => "0",
            'w' or 'S' or 'D' => "a",
            's' => " ",
            'b' => "",
            var c when char.IsLetterOrDigit(c) => throw new FormatException(),
            var c => c.ToString(),
        };
    }

    private char Class()
    {
        var end = at + 1 < pattern.Length ? pattern.IndexOf(']', at + 1) : -1;
        if (end < 0) throw new FormatException();
        var members = pattern[at..end];
        at = end + 1;
        if (members[0] == '^') return "a0 -_".FirstOrDefault(c => LeafRules.Matches($"^[{members}]$", c.ToString()), '~');
        return members[0] != '\\' ? members[0] : new PatternSample(members).ClassEscape();
    }

    private char ClassEscape()
    {
        at++;
        return Escape() is [var c, ..] ? c : throw new FormatException();
    }

    /// <summary>How often the piece before comes: once where it may be left out, so that there is something to see.</summary>
    private int Count()
    {
        if (at >= pattern.Length) return 1;
        var count = 1;
        switch (pattern[at])
        {
            case '?' or '*' or '+':
                at++;
                break;
            case '{':
                var end = pattern.IndexOf('}', at);
                if (end < 0 || !int.TryParse(pattern[(at + 1)..end].Split(',')[0], out count) || count > Longest) throw new FormatException();
                if (count == 0) count = 1;
                at = end + 1;
                break;
            default:
                return 1;
        }
        if (at < pattern.Length && pattern[at] is '?' or '+') at++;
        return count;
    }
}
