using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Introspection;
using Stepwell.Local.Traces;
using Stepwell.Running;

namespace Stepwell.Local.Introspection;

/// <summary>The cause of a trace once more.</summary>
internal sealed partial class Introspector
{
    // As any client would: no cookies, no redirects, no proxy, and no trace context of who asks.
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<Rerun> RerunAsync(string traceId, CancellationToken cancellation = default)
    {
        var cause = (await TraceAsync(traceId, cancellation).ConfigureAwait(false)).Spans[0];
        return cause.Kind switch
        {
            "api" => await RequestAgainAsync(cause, InputOf(traceId, cause), cancellation).ConfigureAwait(false),
            "cron" => new((await RunCronAsync(cause.Step, cancellation).ConfigureAwait(false)).TraceId),
            _ => new((await SendAsync(new NewEvent(cause.Trigger, IntrospectionJson.ParseStored(InputOf(traceId, cause).Span)), cancellation).ConfigureAwait(false)).TraceId),
        };
    }

    private async Task<Rerun> RequestAgainAsync(SpanDetail cause, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var space = cause.Request!.IndexOf(' ', StringComparison.Ordinal);
        if (catalog.Handler(cause.Step) is { } handler && handler.Parameters.Any(p => p.From is BindFrom.Form or BindFrom.File))
            throw IntrospectionException.Conflict("Forms and files are not kept with a trace, so the request cannot be sent again from it. Send it as before.");
        using var request = new HttpRequestMessage(new HttpMethod(cause.Request[..space]), new Uri(OwnAddress() + cause.Request[(space + 1)..]));
        if (!body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        // Its head tells all that is needed; an answer may be long, or never end.
        using var answer = await HeadAsync(request, cancellation).ConfigureAwait(false);
        if (answer.Headers.TryGetValues(ApiRunner.TraceHeader, out var made)) return new(made.First(), (int)answer.StatusCode);
        throw IntrospectionException.Conflict($"{cause.Request} was answered with {(int)answer.StatusCode} before a step began, so there is no new trace.");
    }

    private static async Task<HttpResponseMessage> HeadAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new IntrospectionException(IntrospectionError.Unavailable, $"{request.Method} {request.RequestUri} was not answered: {e.Message}");
        }
    }

    /// <summary>The input of a recent trace as it was; of an older one as it is shown, where nothing of that is masked or cut.</summary>
    private ReadOnlyMemory<byte> InputOf(string traceId, SpanDetail cause)
    {
        if (history.InputOf(traceId, cause.SpanId) is { } whole) return whole;
        if (cause.Input is not { } shown) return default;
        if (Masked(shown.Json))
            throw IntrospectionException.Conflict("The input has sensitive values. They are kept only while the trace is among the newest and the app was not started again since. Send it with the values in their places.");
        var text = Encoding.UTF8.GetBytes(shown.Text ?? "");
        if (shown.Json is null && text.Length != shown.Bytes)
            throw IntrospectionException.Conflict(string.Create(CultureInfo.InvariantCulture, $"The input has {shown.Bytes:N0} bytes, of which only the beginning is kept by now. Send it as before."));
        return shown.Json is null ? text : IntrospectionJson.Bytes(shown.Json);
    }

    private string OwnAddress()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses.FirstOrDefault(a => a.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? addresses.FirstOrDefault()
            ?? throw IntrospectionException.Conflict("The app listens on no address, so no request can be sent to it.");
        // Where it listens on all addresses, it is reached on this one.
        return address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
    }

    private static bool Masked(JsonNode? json) => json switch
    {
        JsonObject map => map.Any(p => Masked(p.Value)),
        JsonArray list => list.Any(Masked),
        JsonValue value => value.TryGetValue(out string? text) && text == SensitivePaths.Mask,
        _ => false,
    };
}
