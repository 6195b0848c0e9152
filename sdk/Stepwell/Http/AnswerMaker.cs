using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Stepwell.Catalog;
using Stepwell.Contracts;

namespace Stepwell.Http;

/// <summary>Turns what an api handler returned into an answer.</summary>
internal sealed class AnswerMaker(ContractRegistry contracts)
{
    private const string Json = "application/json; charset=utf-8";

    internal async ValueTask<Answer> MakeAsync(HttpContext http, HandlerDefinition handler, string traceId, object? result) => result switch
    {
        null => new Answer { Status = http.Response.StatusCode == StatusCodes.Status200OK ? StatusCodes.Status204NoContent : http.Response.StatusCode },
        Answer ready => ready,
        ApiAnswer answer => Of(answer, traceId),
        IResult streaming when Streams(streaming) => new Answer { Status = 200, Streaming = streaming },
        IResult written => new Answer { Written = await BufferAsync(http, written).ConfigureAwait(false), Status = http.Response.StatusCode, ContentType = http.Response.ContentType },
        string text => new Answer { Body = System.Text.Encoding.UTF8.GetBytes(text), ContentType = "text/plain; charset=utf-8" },
        Stream stream => new Answer { Streaming = TypedResults.Stream(stream, "application/octet-stream") },
        _ => Body(StatusCodes.Status200OK, [], result, Declared(handler, result)),
    };

    private Answer Of(ApiAnswer answer, string traceId)
    {
        if (answer.Problem is not null) return Answer.OfProblem(answer, traceId);
        return answer.HasBody ? Body(answer.Status, answer.Headers, answer.BodyObject, answer.BodyType) : new Answer { Status = answer.Status, Headers = answer.Headers };
    }

    private Answer Body(int status, IReadOnlyList<KeyValuePair<string, string>> headers, object? body, Type type) =>
        new() { Status = status, Headers = headers, ContentType = Json, Body = contracts.Write(body, type), BodyType = type };

    /// <summary>The declared type, so that a base type's discriminators are written.</summary>
    private static Type Declared(HandlerDefinition handler, object result)
    {
        foreach (var response in handler.Responses)
            if (response is { Status: StatusCodes.Status200OK, Type: { } type } && type.IsInstanceOfType(result))
                return type;
        return result.GetType();
    }

    private static bool Streams(IResult result) =>
        result is FileStreamHttpResult or FileContentHttpResult or PhysicalFileHttpResult or VirtualFileHttpResult or PushStreamHttpResult
        || (result.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ServerSentEventsResult<>));

    private static async ValueTask<FileBufferingWriteStream> BufferAsync(HttpContext http, IResult result)
    {
        var buffer = new FileBufferingWriteStream();
        var real = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(buffer, real));
        try
        {
            await result.ExecuteAsync(http).ConfigureAwait(false);
            await http.Response.BodyWriter.FlushAsync().ConfigureAwait(false);
        }
        catch
        {
            await buffer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            http.Features.Set(real);
        }
        return buffer;
    }
}
