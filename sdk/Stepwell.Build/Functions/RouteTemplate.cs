namespace Stepwell.Build.Functions;

/// <summary>A route template of ASP.NET Core, in segments; the generator has made sure that it is well formed.</summary>
internal sealed class RouteTemplate
{
    private RouteTemplate(IReadOnlyList<RouteSegment> segments) => Segments = segments;

    public IReadOnlyList<RouteSegment> Segments { get; }

    public static RouteTemplate Parse(string text)
    {
        var trimmed = text.Trim('/');
        return new RouteTemplate(trimmed.Length == 0 ? [] : [.. Split(trimmed).Select(RouteSegment.Parse)]);
    }

    /// <summary>What tells routes apart up to a segment: literals without case, parameters without names.</summary>
    public string ShapeBefore(int segment) => string.Join("/", Segments.Take(segment).Select(s => s.Shape));

    // Slashes within braces, of a constraint, do not separate.
    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i]) i++;
            else if (text[i] == '{') depth++;
            else if (text[i] == '}') depth--;
            else if (text[i] == '/' && depth == 0)
            {
                yield return text.Substring(start, i - start);
                start = i + 1;
            }
        }
        yield return text.Substring(start);
    }
}
