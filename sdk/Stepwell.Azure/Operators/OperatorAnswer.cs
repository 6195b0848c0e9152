using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Stepwell.Azure.Operators;

/// <summary>An answer to an operator.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its JSON; null for none.</param>
/// <param name="Problem">What is wrong; null for nothing.</param>
internal sealed record OperatorAnswer(int Status, JsonNode? Body = null, string? Problem = null)
{
    internal static OperatorAnswer BadCount { get; } = new(StatusCodes.Status400BadRequest, Problem: $"'count' must be 1 to {OperatorQuestion.MaxCount}.");

    internal static OperatorAnswer NotFound(string problem) => new(StatusCodes.Status404NotFound, Problem: problem);

    /// <summary>A page of what was asked for with one more than wanted, to learn whether there is more.</summary>
    internal static OperatorAnswer Page<T>(IReadOnlyList<T> found, int count, Func<T, JsonNode> show, Func<T, string> cursor) => new(StatusCodes.Status200OK, new JsonObject
    {
        ["items"] = new JsonArray([.. found.Take(count).Select(show)]),
        ["next"] = found.Count > count ? cursor(found[count - 1]) : null,
    });

    internal Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        if (Body is null) return Task.CompletedTask;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Body);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, 0, bytes.Length, http.RequestAborted);
    }
}
