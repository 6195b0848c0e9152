namespace Stepwell.Generators.Text;

/// <summary>The text of <c>[InTrace]</c> and <c>[InGroup]</c>: literals and holes in braces.</summary>
internal static class GroupTemplate
{
    /// <summary>The parts in order; null with a reason where it is wrong.</summary>
    public static List<(bool Hole, string Text)>? Parse(string template, out string? error)
    {
        var parts = new List<(bool, string)>();
        error = null;
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf('{', at);
            var literal = open < 0 ? template.Substring(at) : template.Substring(at, open - at);
            if (literal.IndexOf('}') >= 0) error = "a brace closes that was not opened";
            if (literal.Length > 0) parts.Add((false, literal));
            if (open < 0) break;
            var close = template.IndexOf('}', open);
            if (close < 0) { error = "a brace is not closed"; break; }
            var hole = template.Substring(open + 1, close - open - 1).Trim();
            if (hole.Length == 0 || hole.IndexOf('{') >= 0) error = "a pair of braces holds no name";
            parts.Add((true, hole));
            at = close + 1;
        }
        if (template.Length == 0) error = "it is empty";
        return error is null ? parts : null;
    }
}
