using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Stepwell.Workbench.Hosting;

/// <summary>
/// Opens the first page once without a reader. Most of the time that a first page takes goes into compiling what draws it: when somebody
/// looks, that is done.
/// </summary>
internal static partial class Rehearsal
{
    private static readonly object Mark = new();

    /// <summary>True for the request of the rehearsal: the page is drawn here, and asks the host for its data.</summary>
    internal static bool Is(HttpContext? http) => http?.Items.ContainsKey(Mark) == true;

    /// <summary>Opens it, in the background.</summary>
    /// <param name="pages">What answers requests.</param>
    /// <param name="log">Is told where it fails, as it then will for a reader.</param>
    internal static Task RunAsync(RequestDelegate pages, ILogger log) => Task.Run(async () =>
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Scheme, http.Request.Host) = (HttpMethods.Get, "http", new HostString("localhost"));
        (http.Request.PathBase, http.Request.Path) = (Local.Extensions.ILocalExtension.Path, "/");
        http.Request.Headers.Accept = "text/html";
        http.Response.Body = new MemoryStream();
        http.Items[Mark] = Mark;
        try
        {
            await pages(http).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogFailed(log, e);
        }
    });

    [LoggerMessage(1, LogLevel.Error, "The Workbench cannot draw its first page")]
    private static partial void LogFailed(ILogger log, Exception e);
}
