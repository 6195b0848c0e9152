using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Stepwell.Azure.Http;

/// <summary>Tells whether a path fits a route's template and its constraints.</summary>
internal sealed class PathMatcher
{
    private readonly TemplateMatcher matcher;
    private readonly List<KeyValuePair<string, IRouteConstraint>> constraints = [];

    internal PathMatcher(string template, ParameterPolicyFactory policies)
    {
        var pattern = RoutePatternFactory.Parse(template);
        var route = new RouteTemplate(pattern);
        Precedence = RoutePrecedence.ComputeInbound(route);
        matcher = new TemplateMatcher(route, new RouteValueDictionary(pattern.Defaults));
        foreach (var (name, references) in pattern.ParameterPolicies)
            foreach (var reference in references)
                if (policies.Create(pattern.GetParameter(name), reference) is IRouteConstraint constraint)
                    constraints.Add(new(name, constraint));
    }

    /// <summary>The lower, the more specific.</summary>
    internal decimal Precedence { get; }

    /// <returns>The route values; null where the path does not fit.</returns>
    internal RouteValueDictionary? Match(HttpContext http)
    {
        var values = new RouteValueDictionary();
        return matcher.TryMatch(http.Request.Path, values) && constraints.TrueForAll(c => c.Value.Match(http, null, c.Key, values, RouteDirection.IncomingRequest)) ? values : null;
    }
}
