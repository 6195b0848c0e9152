using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Stepwell.Binding;
using Stepwell.Catalog;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Http;

/// <summary>Answers a request with an <c>Idempotency-Key</c> once.</summary>
internal sealed class Idempotency(StepRuntime runtime)
{
    internal const string Header = "Idempotency-Key";
    private const int LongestKey = 255;
    private const int Tries = 3;
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(10);

    /// <summary>The caller's key; null where there is none or the method is safe by itself.</summary>
    internal static string? KeyOf(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method)
            ? null
            : http.Request.Headers[Header] is [{ Length: > 0 } key, ..] ? key : null;

    /// <summary>Reserves the key for this request.</summary>
    /// <returns>The reservation; or the answer where another request has or had the key.</returns>
    internal async ValueTask<(Reservation? Mine, object? Answer)> BeginAsync(HttpContext http, HandlerDefinition handler, RequestBody body, string key, string group, string markKey)
    {
        if (key.Length > LongestKey) return (null, ApiResult.BadRequest($"The {Header} has {key.Length} characters; the limit is {LongestKey}."));
        var now = runtime.Time.GetUtcNow();
        var mine = new Reservation(
            Scoped(http, handler, key),
            await FingerprintAsync(http, body).ConfigureAwait(false), group, markKey, now + handler.TimeLimit + LeaseMargin, now + runtime.Options.IdempotencyRetention);
        while (true)
        {
            var other = await InsistAsync(() => runtime.Store.ReserveAsync(mine, CancellationToken.None)).ConfigureAwait(false);
            // A reservation whose reply was lost is found standing.
            if (other is null || (other.Group == mine.Group && other.MarkKey == mine.MarkKey)) return (mine, null);
            if (other.ExpiresAt > now)
            {
                if (other.BodyHash != mine.BodyHash) return (null, ApiResult.Unprocessable($"The {Header} was used before with another request. Use a new key for a new request."));
                if (await AnswerAsync(other).ConfigureAwait(false) is { } answer) return (null, answer);
                if (now < other.LeaseUntil) return (null, ApiResult.Conflict($"A request with this {Header} is still running. Try again a little later.").WithHeader("Retry-After", "1"));
                // Its process is gone or late: a mark in its place keeps it from committing after all.
                if (await FenceAsync(other, handler).ConfigureAwait(false) == CommitOutcome.Duplicate && await AnswerAsync(other).ConfigureAwait(false) is { } late) return (null, late);
            }
            if (await InsistAsync(() => runtime.Store.ReplaceReservationAsync(other, mine, CancellationToken.None)).ConfigureAwait(false)) return (mine, null);
        }
    }

    private static async ValueTask<T> InsistAsync<T>(Func<ValueTask<T>> call)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // Each of these calls is safe to repeat.
                if (tried == Tries || e is StoreException { NothingHolds: true }) throw new StoreUnreachableException(e);
            }
        }
    }

    private async ValueTask<Answer?> AnswerAsync(Reservation other) =>
        await InsistAsync(() => runtime.Store.ReadMarkAsync(other.Group, other.MarkKey, CancellationToken.None)).ConfigureAwait(false) is { Answer: { } stored } ? StoredAnswer.Read(stored) : null;

    private ValueTask<CommitOutcome> FenceAsync(Reservation other, HandlerDefinition handler)
    {
        var fence = new StepCommit { Id = TraceIds.New(), HomeGroup = other.Group, TraceId = other.Group, Handler = handler.Name, At = runtime.Time.GetUtcNow(), Mark = new(other.MarkKey) };
        return InsistAsync(() => runtime.Store.CommitAsync(fence, CancellationToken.None));
    }

    /// <summary>The same for the same request; of a form its fields and files count, not its boundaries.</summary>
    private static async ValueTask<string> FingerprintAsync(HttpContext http, RequestBody body)
    {
        var request = http.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Method + "\n" + request.Path + request.QueryString + "\n"));
        if (request.HasFormContentType && await body.FormAsync().ConfigureAwait(false) is { } form)
        {
            foreach (var (name, values) in form.OrderBy(f => f.Key, StringComparer.Ordinal)) hash.AppendData(Encoding.UTF8.GetBytes(name + "=" + values + "\n"));
            foreach (var file in form.Files)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(file.Name + "\n" + file.FileName + "\n"));
                await using var content = file.OpenReadStream();
                hash.AppendData(await SHA256.HashDataAsync(content, http.RequestAborted).ConfigureAwait(false));
            }
        }
        else if (body.IsStreamed)
        {
            hash.AppendData(await SHA256.HashDataAsync(await body.StreamAsync().ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false));
            await body.StreamAsync().ConfigureAwait(false);
        }
        else if (await body.EnsureBytesAsync().ConfigureAwait(false))
        {
            hash.AppendData(body.Bytes.Span);
            // A handler that reads the request itself finds it unread.
            http.Request.Body = new MemoryStream(body.Bytes.ToArray(), writable: false);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The caller's key with handler and caller: another caller's same text is another key.</summary>
    internal string Scoped(HttpContext http, HandlerDefinition handler, string key) =>
        runtime.Utils.Hash(handler.Name + "\n" + (http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.User.Identity?.Name) + "\n" + key);
}
