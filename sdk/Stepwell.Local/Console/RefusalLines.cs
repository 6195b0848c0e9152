using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Stepwell.Local.Console;

/// <summary>One line per request that no step was run for.</summary>
internal static partial class RefusalLines
{
    /// <summary>There is no such route, or it does not take the method.</summary>
    internal static void NoRoute(this ILogger log, HttpContext http) => LogNoRoute(log, http.Response.StatusCode, http.Request.Method, Path(http),
        http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed ? $"it takes {http.Response.Headers.Allow}" : "there is no such route");

    /// <summary>The guard took the request for one that is not meant.</summary>
    internal static void Refused(this ILogger log, HttpContext http, string why) =>
        LogRefused(log, StatusCodes.Status403Forbidden, http.Request.Method, Path(http), Quote.OneLine(why));

    private static string Path(HttpContext http) => Quote.OneLine(http.Request.Path.ToUriComponent());

    [LoggerMessage(1, LogLevel.Information, "Rejected {Status} {Method} {Path}: {Reason}")]
    private static partial void LogNoRoute(ILogger log, int status, string method, string path, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Rejected {Status} {Method} {Path}: {Reason}")]
    private static partial void LogRefused(ILogger log, int status, string method, string path, string reason);
}
