using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Workbench.Shell;

namespace Stepwell.Workbench.Hosting;

/// <summary>What answers requests below <c>/_stepwell</c>: assets, pages, and the connection that keeps pages live.</summary>
internal static class WorkbenchPipeline
{
    internal static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.Use(next => http => ScopedAsync(http, services, next));
        app.UseRouting();
        app.UseAntiforgery();
        app.UseEndpoints(routes =>
        {
            WorkbenchAssets.Map(routes);
            routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(o =>
            {
                // The wire is the loopback: compressing only costs the steps their processor.
                o.DisableWebSocketCompression = true;
                o.ContentSecurityFrameAncestorsPolicy = null;
            });
        });
        return app.Build();
    }

    private static async Task ScopedAsync(HttpContext http, IServiceProvider services, RequestDelegate next)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            http.RequestServices = scope.ServiceProvider;
            SecurityHeaders.Add(http);
            await next(http).ConfigureAwait(false);
        }
    }
}
