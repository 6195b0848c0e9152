using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Stepwell.Catalog;

namespace Stepwell.Azure.Http;

/// <summary>Tells whether a path fits a route's template and its constraints.</summary>
internal sealed class PathMatcher
{
    private readonly TemplateMatcher matcher;
    private readonly List<KeyValuePair<string, IRouteConstraint>> constraints = [];

    internal PathMatcher(RouteDefinition route, ParameterPolicyFactory policies)
    {
        Method = route.Method;
        var pattern = RoutePatternFactory.Parse(route.Template);
        matcher = new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary(pattern.Defaults));
        foreach (var (name, references) in pattern.ParameterPolicies)
            foreach (var reference in references)
                if (policies.Create(pattern.GetParameter(name), reference) is IRouteConstraint constraint)
                    constraints.Add(new(name, constraint));
    }

    internal string Method { get; }

    internal bool Fits(HttpContext http)
    {
        var values = new RouteValueDictionary();
        return matcher.TryMatch(http.Request.Path, values)
            && constraints.TrueForAll(c => c.Value.Match(http, null, c.Key, values, RouteDirection.IncomingRequest));
    }
}
