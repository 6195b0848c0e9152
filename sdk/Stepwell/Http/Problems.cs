using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Stepwell.Http;

/// <summary>Errors as problem+json (RFC 9457).</summary>
public static class Problems
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>A problem with the usual type and title of its status.</summary>
    public static ProblemDetails Make(int status, string? detail) => Complete(new ProblemDetails { Status = status, Detail = detail }, null);

    /// <summary>Fills in what is missing.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="traceId">Our trace id; null for none.</param>
    public static ProblemDetails Complete(ProblemDetails problem, string? traceId)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var status = problem.Status ??= StatusCodes.Status500InternalServerError;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error";
        problem.Type ??= TypeOf(status);
        if (traceId is not null) problem.Extensions.TryAdd("traceId", traceId);
        return problem;
    }

    /// <summary>What a problem says, for people: each wrong field, or else its detail; null where it says neither.</summary>
    internal static string? InWords(ProblemDetails problem) =>
        problem is HttpValidationProblemDetails { Errors.Count: > 0 } invalid
            ? string.Join(" ", invalid.Errors.Select(e => $"{e.Key}: {string.Join(" ", e.Value)}"))
            : problem.Detail;

    /// <summary>The JSON of a problem.</summary>
    public static byte[] Write(ProblemDetails problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return JsonSerializer.SerializeToUtf8Bytes(problem, problem.GetType(), Options);
    }

    /// <summary>Answers with a problem.</summary>
    public static Task RespondAsync(HttpContext http, ProblemDetails problem)
    {
        ArgumentNullException.ThrowIfNull(http);
        var bytes = Write(Complete(problem, null));
        http.Response.StatusCode = problem.Status!.Value;
        http.Response.ContentType = MediaType;
        http.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(bytes, 0, bytes.Length, http.RequestAborted);
    }

    private static string TypeOf(int status) => status switch
    {
        400 => "https://www.rfc-editor.org/rfc/rfc9110#name-400-bad-request",
        401 => "https://www.rfc-editor.org/rfc/rfc9110#name-401-unauthorized",
        403 => "https://www.rfc-editor.org/rfc/rfc9110#name-403-forbidden",
        404 => "https://www.rfc-editor.org/rfc/rfc9110#name-404-not-found",
        405 => "https://www.rfc-editor.org/rfc/rfc9110#name-405-method-not-allowed",
        409 => "https://www.rfc-editor.org/rfc/rfc9110#name-409-conflict",
        413 => "https://www.rfc-editor.org/rfc/rfc9110#name-413-content-too-large",
        415 => "https://www.rfc-editor.org/rfc/rfc9110#name-415-unsupported-media-type",
        422 => "https://www.rfc-editor.org/rfc/rfc9110#name-422-unprocessable-content",
        500 => "https://www.rfc-editor.org/rfc/rfc9110#name-500-internal-server-error",
        503 => "https://www.rfc-editor.org/rfc/rfc9110#name-503-service-unavailable",
        504 => "https://www.rfc-editor.org/rfc/rfc9110#name-504-gateway-timeout",
        _ => "about:blank",
    };
}
