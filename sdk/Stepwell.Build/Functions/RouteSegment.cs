namespace Stepwell.Build.Functions;

/// <summary>A segment of a route template.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Parameter">The one parameter of which the segment consists; null for literals and for mixtures.</param>
/// <param name="Constraints">The names of the constraints of all its parameters.</param>
internal sealed record RouteSegment(string Text, RouteParameter? Parameter, IReadOnlyList<string> Constraints)
{
    /// <summary>The text without case; of a parameter its braces.</summary>
    public string Shape => Parameter is null ? Text.ToUpperInvariant() : "{}";

    public static RouteSegment Parse(string text)
    {
        var parameters = Bodies(text).Select(RouteParameter.Parse).ToList();
        var alone = parameters.Count == 1 && text[0] == '{' && parameters[0].Text.Length == text.Length - 2;
        return new RouteSegment(text, alone ? parameters[0] : null, [.. parameters.SelectMany(p => p.Constraints)]);
    }

    /// <summary>What stands between single braces.</summary>
    private static IEnumerable<string> Bodies(string text)
    {
        var open = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i]) i++;
            else if (text[i] == '{') open = i;
            else if (text[i] == '}' && open >= 0) yield return text.Substring(open + 1, i - open - 1);
        }
    }
}
