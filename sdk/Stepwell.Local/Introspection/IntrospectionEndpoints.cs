using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Stepwell.Local.Hosting;
using Stepwell.OpenApi;

namespace Stepwell.Local.Introspection;

/// <summary>What people and tools ask the host.</summary>
internal static class IntrospectionEndpoints
{
    internal static void Map(WebApplication web, LocalApp app)
    {
        web.MapMethods("/health", ["GET"], (RequestDelegate)(http => http.Response.WriteAsJsonAsync(new { status = "ok", app = app.Name })));
    }
}
