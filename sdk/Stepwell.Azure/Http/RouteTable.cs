using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Stepwell.Catalog;

namespace Stepwell.Azure.Http;

/// <summary>The routes of all api handlers, and which of them a request is for.</summary>
/// <remarks>
/// The Functions host takes the first function, by name, whose template fits; ASP.NET Core's routing in the worker takes
/// the most specific one, as the local host does. So the worker's word counts, whichever function the host called.
/// </remarks>
internal sealed class RouteTable
{
    private readonly FrozenDictionary<string, ApiRoute> routes;
    private readonly PathMatcher[] matchers;

    public RouteTable(StepCatalog catalog, ParameterPolicyFactory policies)
    {
        var all = catalog.Handlers.SelectMany(h => h.Routes, (handler, route) => new ApiRoute(handler, route)).ToArray();
        routes = all.ToFrozenDictionary(r => Key(r.Route.Method, r.Route.Template), StringComparer.OrdinalIgnoreCase);
        matchers = [.. all.Select(r => new PathMatcher(r.Route, policies))];
    }

    /// <summary>The route that the worker's routing chose; null where it is none of a step.</summary>
    internal ApiRoute? Chosen(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template } && routes.TryGetValue(Key(http.Request.Method, template), out var route) ? route : null;

    /// <summary>The methods that a path takes, in order of the alphabet.</summary>
    internal IReadOnlyList<string> MethodsOf(HttpContext http) =>
        [.. matchers.Where(m => m.Fits(http)).Select(m => m.Method).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Key(string method, string template) => method + " " + template.Trim('/');
}

/// <summary>A handler under one of its routes.</summary>
internal sealed record ApiRoute(HandlerDefinition Handler, RouteDefinition Route);
