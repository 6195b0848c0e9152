using Microsoft.AspNetCore.Http;

namespace Stepwell.Workbench.Hosting;

/// <summary>What pages may do: load from this host, talk to this host, nothing else.</summary>
internal static class SecurityHeaders
{
    internal static void Add(HttpContext http)
    {
        var headers = http.Response.Headers;
        // Style attributes only: bars and spacers are sized by them. There are no inline sheets and no inline scripts.
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; font-src 'self'; "
            + $"connect-src 'self' ws://{http.Request.Host.Value} wss://{http.Request.Host.Value}; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store";
    }
}
