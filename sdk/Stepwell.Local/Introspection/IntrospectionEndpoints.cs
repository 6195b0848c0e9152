using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Http;
using Stepwell.Local.Hosting;
using Stepwell.Local.Introspection.Http;
using Stepwell.Local.Sqlite;

namespace Stepwell.Local.Introspection;

/// <summary>What people and tools ask the host, over HTTP.</summary>
internal static class IntrospectionEndpoints
{
    internal static IReadOnlyList<Operation> Operations { get; } =
        [.. TraceOperations.All, .. StateOperations.All, .. LogOperations.All, .. DeadLetterOperations.All, .. WorkOperations.All, .. FlowOperations.All, DocumentOperation.Only];

    internal static void Map(WebApplication web, LocalApp app)
    {
        var host = web.Services.GetRequiredService<IIntrospection>();
        foreach (var operation in Operations)
            web.MapMethods(Operation.Base + operation.Path, [operation.Method], (RequestDelegate)(http => RunAsync(http, host, operation)))
                // The guard lets in this machine only; an app's own policies are about its own API.
                .WithDisplayName(operation.Id).WithMetadata(new AllowAnonymousAttribute());
        RootEndpoints.Map(web, app);
    }

    private static async Task RunAsync(HttpContext http, IIntrospection host, Operation operation)
    {
        try
        {
            var answer = await operation.Run(new Question(http, host, operation)).ConfigureAwait(false);
            if (!http.Response.HasStarted) await AnswerAsync(http, operation.Status, answer).ConfigureAwait(false);
        }
        catch (IntrospectionException e)
        {
            await Problems.RespondAsync(http, ProblemOf(e)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SqliteFailure or ObjectDisposedException && !http.Response.HasStarted)
        {
            await Problems.RespondAsync(http, Problems.Make(StatusCodes.Status503ServiceUnavailable, e.Message)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
    }

    internal static Task AnswerAsync(HttpContext http, int status, object? answer)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (answer is null) return Task.CompletedTask;
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), IntrospectionJson.Options);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, 0, bytes.Length, http.RequestAborted);
    }

    private static Microsoft.AspNetCore.Mvc.ProblemDetails ProblemOf(IntrospectionException e)
    {
        var status = e.Error switch
        {
            IntrospectionError.NotFound => StatusCodes.Status404NotFound,
            IntrospectionError.Conflict => StatusCodes.Status409Conflict,
            IntrospectionError.TooLarge => StatusCodes.Status413PayloadTooLarge,
            IntrospectionError.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status400BadRequest,
        };
        return e.Errors.Count == 0 ? Problems.Make(status, e.Message) : Problems.Complete(new HttpValidationProblemDetails(e.Errors) { Status = status, Title = null, Detail = e.Message }, null);
    }
}
