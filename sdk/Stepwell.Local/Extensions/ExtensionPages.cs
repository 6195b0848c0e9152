using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stepwell.Introspection.Http;
using Stepwell.Local.Hosting;
using Stepwell.Local.Introspection.Http;

namespace Stepwell.Local.Extensions;

/// <summary>Gives requests for an extension's pages to it. Stands behind routing, so that whatever the app has a route for stays the app's.</summary>
internal sealed partial class ExtensionPages(ILocalExtension extension, IServiceProvider host)
{
    private static readonly PathString Own = ILocalExtension.Path;
    // An app's first requests go before.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lazy<RequestDelegate> pages = new(() => extension.Open(host));

    internal static void Use(WebApplication web, ILocalExtension extension)
    {
        var own = new ExtensionPages(extension, web.Services);
        web.Use(next => http => own.InvokeAsync(http, next));
        web.Lifetime.ApplicationStarted.Register(() => _ = own.OpenAheadAsync(web.Lifetime.ApplicationStopping));
    }

    private async Task OpenAheadAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(Pause, host.GetRequiredService<TimeProvider>(), stopping).ConfigureAwait(false);
            _ = pages.Value;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Nobody will look any more.
        }
        catch (Exception e)
        {
            LogFailed(host.GetRequiredService<ILogger<ExtensionPages>>(), ILocalExtension.Path, e);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The pages below {Path} cannot be opened")]
    private static partial void LogFailed(ILogger log, string path, Exception e);

    private Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments(Own, StringComparison.OrdinalIgnoreCase, out var matched, out var rest))
            return IsTaken(http) ? next(http) : rest.HasValue ? PagesAsync(http, matched, rest) : Redirect(http);
        return IsFrontDoor(http) ? Redirect(http) : next(http);
    }

    /// <summary>True for the host's own API and for routes that begin with the very word; an app's <c>/{anything}</c> does not count.</summary>
    private static bool IsTaken(HttpContext http) =>
        http.Request.Path.StartsWithSegments(Operation.Base, StringComparison.OrdinalIgnoreCase)
        || http.GetEndpoint() is RouteEndpoint { RoutePattern.PathSegments: [{ Parts: [RoutePatternLiteralPart first] }, ..] } && Own.Equals("/" + first.Content, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a look at <c>/</c> from this machine, where the app has nothing to show there.</summary>
    private static bool IsFrontDoor(HttpContext http) =>
        http.Request.Path == "/" && http.GetEndpoint() is null && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && RequestGuard.IsLocalName(http.Request.Host.Host) && http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote);

    private static Task Redirect(HttpContext http)
    {
        // Not for good: tomorrow the app may have a page of its own there.
        http.Response.Redirect(http.Request.PathBase + ILocalExtension.Path + "/");
        http.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private async Task PagesAsync(HttpContext http, PathString matched, PathString rest)
    {
        var (pathBase, path, endpoint, services) = (http.Request.PathBase, http.Request.Path, http.GetEndpoint(), http.RequestServices);
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        (http.Request.PathBase, http.Request.Path) = (pathBase + matched, rest);
        try
        {
            await pages.Value(http).ConfigureAwait(false);
        }
        finally
        {
            // What explains a 404 or a failure stands before this, and tells the path that was asked for.
            (http.Request.PathBase, http.Request.Path, http.RequestServices) = (pathBase, path, services);
            http.SetEndpoint(endpoint);
        }
    }
}
