using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Stepwell.Catalog;
using Stepwell.Contracts;
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
            "api" => await RequestAgainAsync(cause, cancellation).ConfigureAwait(false),
            "cron" => new((await RunCronAsync(cause.Step, cancellation).ConfigureAwait(false)).TraceId),
            _ => new((await SendAsync(new NewEvent(cause.Trigger, Whole(cause.Input)), cancellation).ConfigureAwait(false)).TraceId),
        };
    }

    private async Task<Rerun> RequestAgainAsync(SpanDetail cause, CancellationToken cancellation)
    {
        var space = cause.Request!.IndexOf(' ', StringComparison.Ordinal);
        if (catalog.Handler(cause.Step) is { } handler && handler.Parameters.Any(p => p.From is BindFrom.Form or BindFrom.File))
            throw IntrospectionException.Conflict("Forms and files are not kept with a trace, so the request cannot be sent again from it. Send it as before.");
        using var request = new HttpRequestMessage(new HttpMethod(cause.Request[..space]), new Uri(OwnAddress() + cause.Request[(space + 1)..]));
        if (cause.Input is not null)
        {
            request.Content = new ByteArrayContent(cause.Input.Json is null ? Encoding.UTF8.GetBytes(WholeText(cause.Input)) : IntrospectionJson.Bytes(Whole(cause.Input)));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        using var answer = await Client.SendAsync(request, cancellation).ConfigureAwait(false);
        if (answer.Headers.TryGetValues(ApiRunner.TraceHeader, out var made)) return new(made.First(), (int)answer.StatusCode);
        throw IntrospectionException.Conflict($"{cause.Request} was answered with {(int)answer.StatusCode} before a step began, so there is no new trace.");
    }

    private string OwnAddress()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses.FirstOrDefault(a => a.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? addresses.FirstOrDefault()
            ?? throw IntrospectionException.Conflict("The app listens on no address, so no request can be sent to it.");
        // Where it listens on all addresses, it is reached on this one.
        return address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
    }

    /// <summary>The input as JSON, where nothing of it was cut or masked when it was noted.</summary>
    private static JsonNode? Whole(Payload? input)
    {
        if (input is { Json: null, Text: not null }) WholeText(input);
        if (Masked(input?.Json))
            throw IntrospectionException.Conflict("The input has sensitive values, which are not kept with a trace. Send it again with the values in their places.");
        return input?.Json;
    }

    private static string WholeText(Payload input)
    {
        var text = input.Text ?? "";
        if (Encoding.UTF8.GetByteCount(text) < input.Bytes || text.Contains('\uFFFD', StringComparison.Ordinal))
            throw IntrospectionException.Conflict($"The input has {input.Bytes:N0} bytes, of which only the beginning is kept with the trace. Send it again as before.");
        return text;
    }

    private static bool Masked(JsonNode? json) => json switch
    {
        JsonObject map => map.Any(p => Masked(p.Value)),
        JsonArray list => list.Any(Masked),
        JsonValue value => value.TryGetValue(out string? text) && text == SensitivePaths.Mask,
        _ => false,
    };
}
