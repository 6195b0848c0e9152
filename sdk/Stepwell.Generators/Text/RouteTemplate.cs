using System.Text;

namespace Stepwell.Generators.Text;

/// <summary>A route template of ASP.NET Core, as far as a build must understand it.</summary>
internal sealed class RouteTemplate
{
    private readonly List<string> parameters = [];
    private readonly StringBuilder shape = new();

    private RouteTemplate(string text) => Text = text;

    /// <summary>The template with its leading slash.</summary>
    public string Text { get; }

    /// <summary>The names of its parameters, in order.</summary>
    public IReadOnlyList<string> Parameters => parameters;

    /// <summary>What tells this route from others: literals without case, parameters without names.</summary>
    public string Shape => shape.ToString();

    /// <summary>The first segment in lower case; empty for the root.</summary>
    public string FirstSegment { get; private set; } = "";

    /// <summary>Reads a template; a null result comes with the reason.</summary>
    public static RouteTemplate? Parse(string text, out string? error)
    {
        var route = new RouteTemplate("/" + text.TrimStart('/'));
        error = text.StartsWith("//", StringComparison.Ordinal) ? "it has an empty segment" : route.Read();
        return error is null ? route : null;
    }

    private string? Read()
    {
        var segments = Split(Text.Substring(1).TrimEnd('/'), out var error);
        if (segments is null) return error;
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Length == 0 && segments.Count > 1) return "it has an empty segment";
            if (i == 0) FirstSegment = segments[i].ToLowerInvariant();
            shape.Append('/');
            if (ReadSegment(segments[i], i == segments.Count - 1) is { } wrong) return wrong;
        }
        return null;
    }

    // Slashes within braces (of a constraint) do not separate.
    private static List<string>? Split(string text, out string? error)
    {
        var segments = new List<string>();
        var start = 0;
        var inside = false;
        error = null;
        for (var i = 0; i < text.Length; i++)
        {
            var doubled = i + 1 < text.Length && text[i + 1] == text[i];
            if (text[i] is '{' or '}' && doubled)
            {
                i++;
            }
            else if (text[i] == '{')
            {
                if (inside) { error = "a brace opens within braces"; return null; }
                inside = true;
            }
            else if (text[i] == '}')
            {
                if (!inside) { error = "a brace closes that was not opened"; return null; }
                inside = false;
            }
            else if (text[i] == '/' && !inside)
            {
                segments.Add(text.Substring(start, i - start));
                start = i + 1;
            }
        }
        if (inside) { error = "a brace is not closed"; return null; }
        segments.Add(text.Substring(start));
        return segments;
    }

    private string? ReadSegment(string segment, bool last)
    {
        var afterParameter = false;
        for (var i = 0; i < segment.Length; i++)
        {
            var c = segment[i];
            if (c is '{' or '}' && i + 1 < segment.Length && segment[i + 1] == c)
            {
                shape.Append(c).Append(c);
                i++;
                afterParameter = false;
            }
            else if (c == '{')
            {
                if (afterParameter) return "two parameters touch each other";
                var end = End(segment, i + 1);
                if (ReadParameter(segment.Substring(i + 1, end - i - 1), alone: i == 0 && end == segment.Length - 1, last, atEnd: end == segment.Length - 1) is { } wrong) return wrong;
                i = end;
                afterParameter = true;
            }
            else
            {
                if (c == '?') return "a '?' stands outside of braces";
                shape.Append(char.ToLowerInvariant(c));
                afterParameter = false;
            }
        }
        return null;
    }

    private static int End(string segment, int from)
    {
        for (var i = from; i < segment.Length; i++)
        {
            if (segment[i] is '{' or '}' && i + 1 < segment.Length && segment[i + 1] == segment[i]) i++;
            else if (segment[i] == '}') return i;
        }
        return segment.Length - 1;
    }

    private string? ReadParameter(string text, bool alone, bool last, bool atEnd)
    {
        var stars = text.Length - text.TrimStart('*').Length;
        var body = text.Substring(stars);
        var optional = body.EndsWith("?", StringComparison.Ordinal);
        if (optional) body = body.Substring(0, body.Length - 1);
        var cut = body.IndexOfAny([':', '=']);
        var name = cut < 0 ? body : body.Substring(0, cut);
        if (name.Length == 0) return "a parameter has no name";
        if (name.IndexOfAny(['/', '{', '}', '?', '*']) >= 0) return $"'{name}' is no name of a parameter";
        if (stars > 2) return $"the parameter '{name}' has too many stars";
        if (stars > 0 && !(alone && last)) return $"the catch-all '{name}' is not the last segment";
        if (stars > 0 && optional) return $"the catch-all '{name}' cannot be optional";
        if (optional && !(last && atEnd)) return $"the optional parameter '{name}' is not at the end";
        if (parameters.Contains(name, StringComparer.OrdinalIgnoreCase)) return $"the parameter '{name}' occurs twice";
        parameters.Add(name);
        var constraint = cut >= 0 && body[cut] == ':' ? body.Substring(cut) : "";
        shape.Append(stars > 0 ? "{*" : "{").Append(constraint).Append('}');
        return null;
    }
}
