using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Stepwell.Catalog;

namespace Stepwell.Azure.Http;

/// <summary>The routes of all api handlers, and which of them a request is for.</summary>
/// <remarks>
/// The Functions host calls the first function, in order of names, whose template fits; ASP.NET Core's routing in the worker
/// takes the most specific one, as the local host does. So the worker's word counts, whichever step's function the host called.
/// </remarks>
internal sealed class RouteTable
{
    private readonly FrozenDictionary<string, ApiRoute> byTemplate;
    private readonly ApiRoute[] bySpecificity;

    public RouteTable(StepCatalog catalog, ParameterPolicyFactory policies)
    {
        var routes = catalog.Handlers.SelectMany(h => h.Routes, (handler, route) => new ApiRoute(handler, route, new PathMatcher(route.Template, policies))).ToArray();
        byTemplate = routes.ToFrozenDictionary(r => Key(r.Route.Method, r.Route.Template), StringComparer.OrdinalIgnoreCase);
        bySpecificity = [.. routes.OrderBy(r => r.Path.Precedence)];
    }

    /// <summary>The route of a request, its route values set; null where it is for none.</summary>
    internal ApiRoute? Find(HttpContext http)
    {
        if (http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template } && byTemplate.TryGetValue(Key(http.Request.Method, template), out var chosen)) return chosen;
        foreach (var route in bySpecificity)
        {
            if (!HttpMethods.Equals(route.Route.Method, http.Request.Method) || route.Path.Match(http) is not { } values) continue;
            http.Request.RouteValues = values;
            return route;
        }
        return null;
    }

    /// <summary>The methods that a path takes, in order of the alphabet.</summary>
    internal IReadOnlyList<string> MethodsOf(HttpContext http) =>
        [.. bySpecificity.Where(r => r.Path.Match(http) is not null).Select(r => r.Route.Method).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Key(string method, string template) => method + " " + template.Trim('/');
}

/// <summary>A handler under one of its routes.</summary>
internal sealed record ApiRoute(HandlerDefinition Handler, RouteDefinition Route, PathMatcher Path);
