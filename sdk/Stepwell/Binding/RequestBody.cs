using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Stepwell.Binding;

/// <summary>The body of one request, read at most once, whatever the number of attempts and of parameters that want it.</summary>
/// <param name="http">The request.</param>
/// <param name="maxJsonBytes">The largest body that is read into memory.</param>
public sealed class RequestBody(HttpContext http, int maxJsonBytes)
{
    private byte[]? bytes;
    private IFormCollection? form;
    private bool buffered;
    private Stream? kept;

    /// <summary>The bytes; empty before <see cref="EnsureBytesAsync"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>True where a parameter took the body as a stream.</summary>
    public bool IsStreamed => buffered;

    /// <summary>Why the body cannot be read: 413, 415 or a malformed form; null for none.</summary>
    public ProblemDetails? Rejection { get; private set; }

    /// <summary>Reads the bytes.</summary>
    /// <returns>False where the body is rejected.</returns>
    public async ValueTask<bool> EnsureBytesAsync()
    {
        if (bytes is not null) return true;
        if (Rejection is not null) return false;
        if (http.Request.ContentLength > maxJsonBytes) return RejectTooLarge(maxJsonBytes);
        if (kept is not null) Rewind();
        try
        {
            bytes = await ReadAllAsync().ConfigureAwait(false);
            return bytes is not null || RejectTooLarge(maxJsonBytes);
        }
        catch (BadHttpRequestException e)
        {
            return Reject(e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(null) : e.Message);
        }
    }

    /// <summary>Reads the bytes of a JSON body. Where there is no body, none and no media type are asked for; whether one must be there is the binder's to say.</summary>
    /// <returns>False where the body is rejected.</returns>
    public ValueTask<bool> EnsureJsonAsync()
    {
        if (bytes is not null || http.Request.HasJsonContentType()) return EnsureBytesAsync();
        var length = http.Request.ContentLength;
        if (http.Request.ContentType is null && (length is 0 || (length is null && !http.Request.Headers.ContainsKey("Transfer-Encoding")))) 
        {
            bytes = [];
            return ValueTask.FromResult(true);
        }
        return ValueTask.FromResult(Reject(StatusCodes.Status415UnsupportedMediaType,
            http.Request.ContentType is { } type ? $"The media type '{type}' is not supported. Send application/json." : "The request has a body but no Content-Type. Send application/json."));
    }

    /// <summary>Reads the form.</summary>
    /// <returns>Null where the body is rejected.</returns>
    public async ValueTask<IFormCollection?> FormAsync()
    {
        if (form is not null || Rejection is not null) return form;
        if (!http.Request.HasFormContentType)
        {
            Reject(StatusCodes.Status415UnsupportedMediaType,
                "The handler takes a form. Send multipart/form-data or application/x-www-form-urlencoded.");
            return null;
        }
        try
        {
            return form = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            Reject(e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(null) : e.Message);
        }
        catch (InvalidDataException e)
        {
            Reject(StatusCodes.Status400BadRequest, $"The form is malformed. {e.Message}");
        }
        return null;
    }

    /// <summary>The body as a stream, from its beginning.</summary>
    public ValueTask<Stream> StreamAsync()
    {
        if (bytes is not null) return ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false));
        buffered = true;
        Rewind();
        return ValueTask.FromResult(http.Request.Body);
    }

    /// <summary>Makes sure that a handler that reads the request's body itself finds it from its beginning, in every attempt.</summary>
    /// <remarks>Where binding has read the body, it is read. What is kept for another attempt is memory, then a file; its limit is the server's for bodies, and beyond it the answer is 413.</remarks>
    public void Rewind()
    {
        if (bytes is not null || form is not null || Rejection is not null || !MayHaveBody()) return;
        if (kept is null)
        {
            http.Request.EnableBuffering();
            kept = http.Request.Body;
            // The server's own: it is disposed with the request, whatever handlers do.
        }
        kept.Position = 0;
        http.Request.Body = new AttemptBody(kept);
    }

    private bool MayHaveBody() => http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? http.Request.ContentLength is not 0;

    private bool Reject(int status, string detail)
    {
        Rejection = new ProblemDetails { Status = status, Detail = detail };
        return false;
    }

    private bool RejectTooLarge(long limit) => Reject(StatusCodes.Status413PayloadTooLarge, TooLarge(limit));

    private string TooLarge(long? limit)
    {
        limit ??= http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        return limit is null ? "The body is too large." : $"The body is larger than the limit of {limit} bytes.";
    }

    /// <returns>Null where there are more bytes than are read.</returns>
    private async ValueTask<byte[]?> ReadAllAsync()
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
            if (result.IsCompleted)
            {
                var all = result.Buffer.Length > maxJsonBytes ? null : result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return all;
            }
            var tooLong = result.Buffer.Length > maxJsonBytes;
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (tooLong) return null;
        }
    }
}
