using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Stepwell.Http;

namespace Stepwell.Introspection.Http;

/// <summary>Answers requests by operations.</summary>
public static class OperationEndpoint
{
    /// <summary>Does what is asked and writes the answer; what is refused is a problem.</summary>
    /// <param name="http">The request, its route values set.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="storeFailure">What to tell of a failure that the host's store does not tell as a <see cref="Storage.StoreException"/>; null where it is none of that, and for a store that tells all so.</param>
    public static async Task RunAsync(HttpContext http, Operation operation, Func<Exception, string?>? storeFailure = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(operation);
        try
        {
            var answer = await operation.Run(new Question(http, operation)).ConfigureAwait(false);
            if (!http.Response.HasStarted) await AnswerAsync(http, operation.Status, answer).ConfigureAwait(false);
        }
        catch (IntrospectionException e)
        {
            await Problems.RespondAsync(http, ProblemOf(e)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception e) when (!http.Response.HasStarted && storeFailure?.Invoke(e) is { } told)
        {
            await Problems.RespondAsync(http, Problems.Make(StatusCodes.Status503ServiceUnavailable, told)).ConfigureAwait(false);
        }
    }

    /// <summary>Writes an answer that nobody may keep.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="answer">What becomes its JSON; null for none.</param>
    public static Task AnswerAsync(HttpContext http, int status, object? answer)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (answer is null) return Task.CompletedTask;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), IntrospectionJson.Options);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, 0, bytes.Length, http.RequestAborted);
    }

    private static ProblemDetails ProblemOf(IntrospectionException e)
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
