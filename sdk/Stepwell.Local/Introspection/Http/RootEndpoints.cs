using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Stepwell.Http;
using Stepwell.Local.Hosting;

namespace Stepwell.Local.Introspection.Http;

/// <summary>What hosts answer at the root: the app's own OpenAPI document, and whether it is well.</summary>
internal static class RootEndpoints
{
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(2);

    internal static void Map(WebApplication web, LocalApp app)
    {
        var document = new Lazy<byte[]>(() => JsonSerializer.SerializeToUtf8Bytes(AppDocument.Create(app.Name, app.Catalog, app.Contracts, app.Manifest)));
        Map(web, app, "openapi.json", http => BytesAsync(http, document.Value));
        Map(web, app, "health", http => HealthAsync(http, app));
    }

    private static void Map(WebApplication web, LocalApp app, string path, RequestDelegate answer)
    {
        // An app that has this route itself means its own.
        if (app.Catalog.Handlers.SelectMany(h => h.Routes).Any(r => r.Method == "GET" && r.Template.Trim('/').Equals(path, StringComparison.OrdinalIgnoreCase))) return;
        web.MapMethods("/" + path, ["GET"], answer).WithDisplayName(path).WithMetadata(new AllowAnonymousAttribute());
    }

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
            await app.Store.Writer.AddAsync(db => db["UPDATE meta SET value = value WHERE name = 'epoch'"].Run()).WaitAsync(WritePatience, app.Time, http.RequestAborted).ConfigureAwait(false);
            await IntrospectionEndpoints.AnswerAsync(http, StatusCodes.Status200OK, new { status = "ok", app = app.Name }).ConfigureAwait(false);
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
