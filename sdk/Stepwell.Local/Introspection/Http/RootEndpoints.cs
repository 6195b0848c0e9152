using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Stepwell.Catalog;
using Stepwell.Http;
using Stepwell.Introspection.Http;
using Stepwell.Local.Hosting;

namespace Stepwell.Local.Introspection.Http;

/// <summary>What hosts answer at the root: the app's own OpenAPI document, and whether it is well.</summary>
internal static class RootEndpoints
{
    // SQLite writes nothing where nothing changes: then a full disk would look well.
    private const string Beat = "INSERT INTO meta VALUES('health', '1') ON CONFLICT(name) DO UPDATE SET value = CAST(value AS INTEGER) + 1";
    internal const string Health = "health";
    private const string OpenApi = "openapi.json";
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(2);

    internal static void Map(WebApplication web, LocalApp app)
    {
        var document = new Lazy<byte[]>(() => JsonSerializer.SerializeToUtf8Bytes(AppDocument.Create(app.Name, app.Catalog, app.Contracts, app.Manifest)));
        Map(web, app, OpenApi, http => BytesAsync(http, document.Value));
        Map(web, app, Health, http => HealthAsync(http, app));
    }

    private static void Map(WebApplication web, LocalApp app, string path, RequestDelegate answer)
    {
        // An app that has this route itself means its own.
        if (app.Catalog.Handlers.SelectMany(h => h.Routes).Any(r => Is(r, path))) return;
        web.MapMethods("/" + path, ["GET"], answer).WithDisplayName(path).WithMetadata(new AllowAnonymousAttribute());
    }

    /// <summary>True where an app's route stands in the place of one of these.</summary>
    internal static bool IsReplaced(RouteDefinition route) => Is(route, OpenApi) || Is(route, Health);

    private static bool Is(RouteDefinition route, string path) => route.Method == "GET" && route.Template.Trim('/').Equals(path, StringComparison.OrdinalIgnoreCase);

    private static Task BytesAsync(HttpContext http, byte[] json)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        return http.Response.Body.WriteAsync(json, 0, json.Length, http.RequestAborted);
    }

    private static async Task HealthAsync(HttpContext http, LocalApp app)
    {
        try
        {
            await app.Store.Writer.AddAsync(db => db[Beat].Run()).WaitAsync(WritePatience, app.Time, http.RequestAborted).ConfigureAwait(false);
            await OperationEndpoint.AnswerAsync(http, StatusCodes.Status200OK, new { status = "ok", app = app.Name }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception e)
        {
            var reason = e is TimeoutException ? $"The store did not take a write within {WritePatience.TotalSeconds:0} seconds." : e.Message;
            await Problems.RespondAsync(http, Problems.Make(StatusCodes.Status503ServiceUnavailable, reason)).ConfigureAwait(false);
        }
    }
}
