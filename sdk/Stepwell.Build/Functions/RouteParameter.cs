namespace Stepwell.Build.Functions;

/// <summary>A parameter of a route, taken apart: <c>*name:constraint(argument):constraint=default?</c>.</summary>
/// <param name="Text">What stands between the braces.</param>
/// <param name="Name">The name.</param>
/// <param name="IsCatchAll">True where it takes the rest of the path.</param>
/// <param name="ConstraintText">The constraints with their colons; empty for none.</param>
/// <param name="Ending">The default or question mark with which it ends; empty for none.</param>
/// <param name="Constraints">The names of the constraints.</param>
internal sealed record RouteParameter(string Text, string Name, bool IsCatchAll, string ConstraintText, string Ending, IReadOnlyList<string> Constraints)
{
    public static RouteParameter Parse(string text)
    {
        var body = text.TrimStart('*');
        var nameEnd = body.IndexOfAny([':', '=', '?']);
        if (nameEnd < 0) return new(text, body, body.Length < text.Length, "", "", []);
        var constraintEnd = body[nameEnd] == ':' ? End(body, nameEnd) : nameEnd;
        var constraintText = body.Substring(nameEnd, constraintEnd - nameEnd);
        return new(text, body.Substring(0, nameEnd), body.Length < text.Length, constraintText, body.Substring(constraintEnd), [.. Names(constraintText)]);
    }

    /// <summary>The end of the constraints: the first equals sign outside of parentheses, or the closing question mark.</summary>
    private static int End(string body, int from)
    {
        var depth = 0;
        for (var i = from; i < body.Length; i++)
        {
            if (body[i] == '(') depth++;
            else if (body[i] == ')') depth--;
            else if (depth == 0 && (body[i] == '=' || (body[i] == '?' && i == body.Length - 1))) return i;
        }
        return body.Length;
    }

    /// <summary>Of <c>:length(2:4):int</c> the names <c>length</c> and <c>int</c>.</summary>
    private static IEnumerable<string> Names(string constraints)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= constraints.Length; i++)
        {
            if (i == constraints.Length || (constraints[i] == ':' && depth == 0))
            {
                if (i > start) yield return constraints.Substring(start, i - start).Split('(')[0];
                start = i + 1;
            }
            else if (constraints[i] == '(') depth++;
            else if (constraints[i] == ')') depth--;
        }
    }
}
