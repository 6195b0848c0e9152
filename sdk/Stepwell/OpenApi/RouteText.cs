using Microsoft.AspNetCore.Routing.Patterns;

namespace Stepwell.OpenApi;

/// <summary>A route template as OpenAPI writes it.</summary>
/// <param name="Path">The path, e.g. <c>/orders/{orderId}</c>.</param>
/// <param name="Parameters">Its parameters, in order.</param>
internal sealed record RouteText(string Path, IReadOnlyList<RoutePatternParameterPart> Parameters)
{
    /// <summary>The path with nameless parameters: OpenAPI takes paths that differ in names only for the same.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The path; where its last parameter may be missing, also the path without it.</summary>
    public static IEnumerable<RouteText> Of(string template)
    {
        var pattern = RoutePatternFactory.Parse(template);
        yield return Of(pattern.PathSegments);
        if (pattern.PathSegments is { Count: > 0 } segments && segments[^1] is { IsSimple: true } last
            && last.Parts[0] is RoutePatternParameterPart p && (p.IsOptional || p.Default is not null))
            yield return Of([.. segments.Take(segments.Count - 1)]);
    }

    private static RouteText Of(IReadOnlyList<RoutePatternPathSegment> segments) =>
        new("/" + string.Join('/', segments.Select(s => Text(s, p => p))), [.. segments.SelectMany(s => s.Parts).OfType<RoutePatternParameterPart>()])
        {
            Key = "/" + string.Join('/', segments.Select(s => Text(s, _ => ""))).ToUpperInvariant(),
        };

    private static string Text(RoutePatternPathSegment segment, Func<string, string> name) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{name(parameter.Name)}}}",
        _ => "",
    }));
}
