using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Stepwell.Http;

/// <summary>An answer that is ready to be sent: made before the commit, sent after it.</summary>
internal sealed class Answer : IAsyncDisposable
{
    internal int Status { get; init; } = StatusCodes.Status200OK;

    internal string? ContentType { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    internal byte[] Body { get; init; } = [];

    /// <summary>The type of a JSON body, for masking; null where it is none.</summary>
    internal Type? BodyType { get; init; }

    /// <summary>Of a problem: what it says, for records; null for none.</summary>
    internal string? Reason { get; init; }

    /// <summary>What an <see cref="IResult"/> wrote; it has set status and headers itself.</summary>
    internal FileBufferingWriteStream? Written { get; init; }

    /// <summary>A result that streams: it runs after the commit.</summary>
    internal IResult? Streaming { get; init; }

    /// <summary>True where this is the stored answer of an earlier request.</summary>
    internal bool Replayed { get; init; }

    /// <summary>The answer that is a problem.</summary>
    internal static Answer OfProblem(ApiAnswer answer, string traceId)
    {
        var problem = answer.Problem!;
        return new()
        {
            Status = answer.Status,
            Headers = answer.Headers,
            ContentType = Problems.MediaType,
            Body = Problems.Write(Problems.Complete(problem, traceId)),
            Reason = Problems.InWords(problem),
        };
    }

    /// <summary>Lets go of what is not sent.</summary>
    public ValueTask DisposeAsync() => Written?.DisposeAsync() ?? default;

    internal async Task SendAsync(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            await DisposeAsync().ConfigureAwait(false);
            return;
        }
        if (Streaming is not null)
        {
            await Streaming.ExecuteAsync(http).ConfigureAwait(false);
            return;
        }
        var response = http.Response;
        if (Written is not null)
        {
            await using (Written.ConfigureAwait(false))
            {
                if (Written.Length > 0) response.ContentLength = Written.Length;
                await Written.DrainBufferAsync(response.Body, http.RequestAborted).ConfigureAwait(false);
            }
            return;
        }
        response.StatusCode = Status;
        foreach (var (name, value) in Headers) response.Headers.Append(name, value);
        if (ContentType is not null) response.ContentType = ContentType;
        if (Replayed) response.Headers["Idempotency-Replayed"] = "true";
        if (Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified or StatusCodes.Status205ResetContent) return;
        response.ContentLength = Body.Length;
        if (Body.Length > 0 && !HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(Body, http.RequestAborted).ConfigureAwait(false);
    }
}
