using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Stepwell.Workbench.Hosting;

/// <summary>The style sheet and scripts, from the assembly's resources, under addresses that change with their content.</summary>
/// <remarks>Each file in <c>Assets/css</c> becomes part of the one sheet, each in <c>Assets/js</c> of the one script, in the order of their names.</remarks>
internal static class WorkbenchAssets
{
    private static readonly Lazy<Asset[]> All = new(() =>
    [
        Asset.Of("workbench.css", "text/css; charset=utf-8", "assets/css/"),
        Asset.Of("workbench.js", "text/javascript; charset=utf-8", "assets/js/"),
        Asset.Of("blazor.web.js", "text/javascript; charset=utf-8", "assets/blazor.web.js"),
        Asset.Of("icon.svg", "image/svg+xml", "assets/icon.svg"),
    ]);

    /// <summary>The address of an asset, relative to the base of the pages.</summary>
    internal static string Url(string name) => All.Value.Single(a => a.Name == name).Url;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var asset in All.Value) routes.MapMethods("/" + asset.Url, ["GET", "HEAD"], (RequestDelegate)(http => SendAsync(http, asset)));
    }

    private static Task SendAsync(HttpContext http, Asset asset)
    {
        var response = http.Response;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.ETag = asset.ETag;
        response.ContentType = asset.ContentType;
        if (EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var known) && known.Any(k => k.Compare(new EntityTagHeaderValue(asset.ETag), useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentLength = asset.Content.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(asset.Content, 0, asset.Content.Length, http.RequestAborted);
    }
}
