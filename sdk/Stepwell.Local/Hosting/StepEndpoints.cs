using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Stepwell.Catalog;
using Stepwell.Running;

namespace Stepwell.Local.Hosting;

/// <summary>Maps the routes of api handlers.</summary>
internal static class StepEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes, StepCatalog catalog, ApiRunner runner)
    {
        foreach (var handler in catalog.Handlers)
            foreach (var route in handler.Routes)
                routes.MapMethods(route.Template, [route.Method], (RequestDelegate)(http => runner.HandleAsync(http, handler, route)))
                    // The runner authorizes, on every host alike; the server's own middleware must not.
                    .WithDisplayName(handler.Name).WithMetadata(new AllowAnonymousAttribute());
    }
}
