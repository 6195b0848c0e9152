using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stepwell.Http;
using Stepwell.Local.Console;
using Stepwell.Local.Extensions;

namespace Stepwell.Local.Hosting;

/// <summary>Refuses requests that a page in the browser sends without being meant: DNS rebinding by Host, cross-site ones by Origin.</summary>
internal sealed class RequestGuard(RequestDelegate next, LocalSettings settings, ILogger<RequestGuard> log)
{
    // A tunnel that brings webhooks here connects from this machine, whoever sent them.
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];

    public Task InvokeAsync(HttpContext http)
    {
        var own = http.Request.Path.StartsWithSegments(ILocalExtension.Path, StringComparison.OrdinalIgnoreCase);
        if (!IsLocalName(http.Request.Host.Host) && !settings.AllowedHosts.Contains(http.Request.Host.Host, StringComparer.OrdinalIgnoreCase) && (own || !settings.AllowRemote))
            return Refuse(http, $"The request is for the host '{http.Request.Host.Host}', which is not this one. Add it to Stepwell:AllowedHosts if it is.");
        if (own && http.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote))
            return Refuse(http, "The Workbench and its API answer this machine only.");
        if (own && Forwarding.FirstOrDefault(http.Request.Headers.ContainsKey) is { } header)
            return Refuse(http, $"The Workbench and its API answer this machine only, and this request has come through a proxy: it has the header {header}.");
        if (http.Request.Headers.Origin is [{ Length: > 0 } origin, ..] && !IsSame(origin, http.Request) && (own || !settings.CorsOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)))
            return Refuse(http, $"The request comes from a page of '{origin}'. Add it to Stepwell:CorsOrigins if that page may call this API.");
        if (own && http.Request.Headers["Sec-Fetch-Site"] is ["cross-site", ..] && http.Request.Headers["Sec-Fetch-Mode"] is not ["navigate", ..])
            return Refuse(http, "The request comes from a page of another site.");
        return next(http);
    }

    internal static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsSame(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    private Task Refuse(HttpContext http, string detail)
    {
        log.Refused(http, detail);
        return Problems.RespondAsync(http, Problems.Make(StatusCodes.Status403Forbidden, detail));
    }
}
