using Stepwell.Build.Manifest;
using Stepwell.Build.Problems;

namespace Stepwell.Build.Functions;

/// <summary>Writes routes as the Functions host reads them, so that the same requests reach the same handlers as locally.</summary>
/// <remarks>
/// The host differs from ASP.NET Core in three ways. An empty route means the function's name. Of routes that match a request it takes
/// the one with more constraints at the first parameter, a catch-all counting as any other parameter. And it knows no <c>{**rest}</c>
/// beyond what <c>{*rest}</c> says.
/// </remarks>
internal sealed class FunctionRoutes
{
    /// <summary>What matches an empty path and nothing else.</summary>
    public const string Root = "{root:maxlength(0)?}";

    /// <summary>What matches every path.</summary>
    public const string Any = "{*path}";

    private const string Required = ":minlength(1)";
    private static readonly string[] AllMethods = ["get", "post", "put", "patch", "delete", "options", "head", "trace"];
    private static readonly string[] KnownConstraints =
        ["alpha", "bool", "datetime", "decimal", "double", "file", "float", "guid", "int", "length", "long", "max", "maxlength", "min", "minlength", "nonfile", "range", "regex", "required"];

    private readonly List<(string Method, RouteTemplate Template)> all;
    private readonly HashSet<string> catchAlls;

    public FunctionRoutes(IEnumerable<RoutePiece> routes)
    {
        all = [.. routes.Select(r => (r.Method.ToLowerInvariant(), RouteTemplate.Parse(r.Template)))];
        // Of the route that takes what is unmatched, and of the app's own catch-alls.
        catchAlls = new(all.Where(r => CatchAllAt(r.Template) >= 0).Select(r => r.Template.ShapeBefore(CatchAllAt(r.Template))), StringComparer.Ordinal) { "" };
    }

    /// <summary>The methods of the route that takes what no other does; none for all.</summary>
    /// <remarks>An app may have a catch-all of its own; between two such the host would take any, so the methods part them.</remarks>
    public IReadOnlyList<string> UnmatchedMethods
    {
        get
        {
            var taken = new HashSet<string>(all.Where(r => CatchAllAt(r.Template) == 0).Select(r => r.Method), StringComparer.Ordinal);
            if (taken.Count == 0) return [];
            if (taken.Contains("get")) taken.Add("head");
            return [.. AllMethods.Where(m => !taken.Contains(m))];
        }
    }

    /// <summary>A route as the host reads it.</summary>
    public string Write(string template)
    {
        var parsed = RouteTemplate.Parse(template);
        if (parsed.Segments.Count == 0) return Root;
        return string.Join("/", parsed.Segments.Select((s, i) => Write(parsed, s, i)));
    }

    /// <summary>The constraints of a route that the host does not know.</summary>
    public static IEnumerable<Finding> Check(HandlerPiece handler, RoutePiece route) =>
        RouteTemplate.Parse(route.Template).Segments.SelectMany(s => s.Constraints)
            .Where(c => !KnownConstraints.Contains(c, StringComparer.OrdinalIgnoreCase))
            .Select(c => Finding.Of(BuildProblems.RouteConstraint, handler.At, route.Template, handler.Name, c, string.Join(", ", KnownConstraints)));

    private string Write(RouteTemplate template, RouteSegment segment, int index)
    {
        if (segment.Parameter is not { } parameter) return segment.Text;
        if (parameter.IsCatchAll) return "{*" + parameter.Name + parameter.ConstraintText + parameter.Ending + "}";
        var rivals = index == template.Segments.Count - 1 && parameter.Constraints.Count == 0 && catchAlls.Contains(template.ShapeBefore(index));
        return rivals ? "{" + parameter.Name + Required + parameter.Ending + "}" : segment.Text;
    }

    private static int CatchAllAt(RouteTemplate template) =>
        template.Segments.Count > 0 && template.Segments[template.Segments.Count - 1].Parameter is { IsCatchAll: true } ? template.Segments.Count - 1 : -1;
}
