using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Stepwell.Http;
using Stepwell.Running;

namespace Stepwell.Azure.Http;

/// <summary>Answers requests as the local host does: by the step, else with a problem.</summary>
internal sealed partial class HttpEntry
{
    private readonly RouteTable routes;
    private readonly ApiRunner runner;
    private readonly ILogger<HttpEntry> log;
    private readonly RequestDelegate step;

    internal HttpEntry(RouteTable routes, ApiRunner runner, ILogger<HttpEntry> log, IAuthenticationSchemeProvider? schemes)
    {
        this.routes = routes;
        this.runner = runner;
        this.log = log;
        // The worker's own pipeline identifies nobody; that of the local host does.
        step = schemes is null ? StepAsync : new AuthenticationMiddleware(StepAsync, schemes).Invoke;
    }

    /// <summary>Answers by the step whose route the request is for.</summary>
    internal Task AnswerAsync(HttpContext http) => GuardAsync(http, () => step(http));

    /// <summary>Answers that no step takes the request: 405 where its path is known, else 404. Runs no step, for who may call one is checked where its own function is called.</summary>
    internal Task RefuseAsync(HttpContext http) => GuardAsync(http, () =>
    {
        Refuse(http);
        return Task.CompletedTask;
    });

    /// <summary>Sees to it that what is not answered is a problem all the same.</summary>
    internal async Task GuardAsync(HttpContext http, Func<Task> answer)
    {
        try
        {
            await answer().ConfigureAwait(false);
            if (LacksBody(http.Response)) await Problems.RespondAsync(http, Problems.Make(http.Response.StatusCode, Detail(http))).ConfigureAwait(false);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(log, e, http.Request.Method, http.Request.Path);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }
            http.Response.Clear();
            await Problems.RespondAsync(http, Problems.Make(StatusCodes.Status500InternalServerError, "The host failed; see its log.")).ConfigureAwait(false);
        }
    }

    private Task StepAsync(HttpContext http)
    {
        if (routes.Find(http) is { } route) return runner.HandleAsync(http, route.Handler, route.Route);
        Refuse(http);
        return Task.CompletedTask;
    }

    private void Refuse(HttpContext http)
    {
        var methods = routes.MethodsOf(http);
        http.Response.StatusCode = methods.Count == 0 ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
        if (methods.Count > 0) http.Response.Headers.Allow = string.Join(", ", methods);
    }

    private static bool LacksBody(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= 400 && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType);

    private static string Detail(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is no route for {http.Request.Method} {http.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Path} does not take {http.Request.Method}; it takes {http.Response.Headers.Allow}.",
        var status => ReasonPhrases.GetReasonPhrase(status) + ".",
    };

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} could not be answered")]
    private static partial void LogFailed(ILogger log, Exception exception, string method, PathString path);
}
