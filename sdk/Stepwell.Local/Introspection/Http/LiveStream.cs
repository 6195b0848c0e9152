using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Stepwell.Introspection;

namespace Stepwell.Local.Introspection.Http;

/// <summary>Writes the live feed as server-sent events.</summary>
internal static class LiveStream
{
    internal const string MediaType = "text/event-stream";
    internal static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // Under load, so many flushes per second are enough for eyes.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(25);

    internal static async Task WriteAsync(HttpContext http, IIntrospection host, TimeProvider time, CancellationToken stopping)
    {
        // The host's stop ends a write too: a reader that hangs must not delay it.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var batches = host.LiveAsync(logs: true, end.Token).GetAsyncEnumerator(CancellationToken.None);
        await using (batches.ConfigureAwait(false))
        {
            try
            {
                await PumpAsync(http.Response.BodyWriter, batches, time, end).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client went, or the host stops.
            }
        }
    }

    private static async Task PumpAsync(PipeWriter output, IAsyncEnumerator<LiveBatch> batches, TimeProvider time, CancellationTokenSource end)
    {
        // Listens from here on, so that nothing is missed that happens after the client has the first line.
        var next = batches.MoveNextAsync().AsTask();
        try
        {
            await WriteAsync(output, ": live\n\n"u8.ToArray(), end.Token).ConfigureAwait(false);
            var heartbeat = Task.Delay(Heartbeat, time, end.Token);
            while (true)
            {
                if (await Task.WhenAny(next, heartbeat).ConfigureAwait(false) == heartbeat)
                {
                    await heartbeat.ConfigureAwait(false);
                    await WriteAsync(output, ": still here\n\n"u8.ToArray(), end.Token).ConfigureAwait(false);
                    heartbeat = Task.Delay(Heartbeat, time, end.Token);
                    continue;
                }
                if (!await next.ConfigureAwait(false)) return;
                Write(output, batches.Current);
                await output.FlushAsync(end.Token).ConfigureAwait(false);
                await Task.Delay(Gap, TimeProvider.System, end.Token).ConfigureAwait(false);
                next = batches.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be given up while it moves.
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(next).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(PipeWriter output, byte[] comment, CancellationToken end)
    {
        output.Write(comment);
        await output.FlushAsync(end).ConfigureAwait(false);
    }

    private static void Write(PipeWriter output, LiveBatch batch)
    {
        if (batch.Missed > 0) output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"event: missed\ndata: {{\"count\":{batch.Missed}}}\n\n")));
        using var json = new Utf8JsonWriter(output);
        foreach (var item in batch.Events)
        {
            output.Write(Encoding.UTF8.GetBytes($"event: {item.Type}\ndata: "));
            JsonSerializer.Serialize(json, item.Data, item.Data.GetType(), IntrospectionJson.Options);
            json.Flush();
            json.Reset();
            output.Write("\n\n"u8);
        }
    }
}
