using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Stepwell.Azure.Http;
using Stepwell.Introspection;
using Stepwell.Introspection.Http;
using RequestFailedException = Azure.RequestFailedException;

namespace Stepwell.Azure.Operators;

/// <summary>What operators ask a deployed app: state and dead letters, by the paths, the rules and the answers of the local host's API. The Functions host asks for the admin key before.</summary>
internal sealed partial class OperatorsApi
{
    private static readonly DocumentAbout About = new("Looks at the state and the dead letters of a deployed app and changes them by hand. Asks for the app's admin key. What is sensitive is masked.")
    {
        // By the Functions host itself.
        Refusal = StatusCodes.Status401Unauthorized,
        RefusalIsProblem = false,
    };

    // Made at the first question: most processes are never asked.
    private readonly Lazy<OperatorRoute[]> bySpecificity;
    private readonly ILogger<OperatorsApi> log;

    internal OperatorsApi(IStateIntrospection state, IDeadLetterIntrospection letters, ParameterPolicyFactory policies, ILogger<OperatorsApi> log)
    {
        this.log = log;
        bySpecificity = new(() => [.. DocumentOperation.AddTo([.. StateOperations.Of(state), .. DeadLetterOperations.Of(letters)], About)
            .Select(o => new OperatorRoute(o, new PathMatcher(Operation.Base + o.Path, policies))).OrderBy(r => r.Path.Precedence)]);
    }

    /// <summary>Answers by the operation that the request is for; else sets 404 or 405 and leaves the body to whoever called.</summary>
    internal Task AnswerAsync(HttpContext http)
    {
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in bySpecificity.Value)
        {
            if (route.Path.Match(http) is not { } values) continue;
            methods.Add(route.Operation.Method);
            if (!HttpMethods.Equals(route.Operation.Method, http.Request.Method)) continue;
            http.Request.RouteValues = values;
            return OperationEndpoint.RunAsync(http, route.Operation, e => StoreFailure(e, http.Request));
        }
        http.Response.StatusCode = methods.Count == 0 ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
        if (methods.Count > 0) http.Response.Headers.Allow = string.Join(", ", methods);
        return Task.CompletedTask;
    }

    private string? StoreFailure(Exception e, HttpRequest request)
    {
        // After several tries the client throws all their failures at once.
        if ((e is AggregateException { InnerException: { } first } ? first : e) is not RequestFailedException failure) return null;
        LogStoreFailed(log, e, request.Method, request.Path);
        return failure.Status == 0 ? "Table Storage cannot be reached; see the host's log." : $"Table Storage answered {failure.Status} ({failure.ErrorCode}); see the host's log.";
    }

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} could not be done, because the store failed")]
    private static partial void LogStoreFailed(ILogger log, Exception exception, string method, PathString path);

    private sealed record OperatorRoute(Operation Operation, PathMatcher Path);
}
