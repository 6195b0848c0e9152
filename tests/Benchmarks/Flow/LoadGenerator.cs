using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Flow;

/// <summary>Posts flows over plain sockets, so that little of the machine goes into asking.</summary>
internal sealed class LoadGenerator(int port)
{
    /// <summary>Posts from a number of clients, each one after the other, for a time.</summary>
    /// <param name="clients">Clients at once.</param>
    /// <param name="duration">How long.</param>
    /// <param name="perSecond">Flows per second of all clients together; 0 for as fast as they can.</param>
    /// <returns>How many were answered 202.</returns>
    internal async Task<int> RunAsync(int clients, TimeSpan duration, double perSecond = 0)
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => ClientAsync(until, perSecond / clients, (double)client / clients))));
        return counts.Sum();
    }

    // Clients take turns within a period: were they all to ask at its start, what is measured would be how a burst is worked off.
    private async Task<int> ClientAsync(long until, double perSecond, double phase)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        var buffer = new byte[4096];
        var answered = 0;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() < until)
        {
            if (perSecond > 0)
            {
                var due = started + (long)((answered + phase) / perSecond * Stopwatch.Frequency);
                if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 10_000 } wait) await Task.Delay(wait);
            }
            var body = string.Create(CultureInfo.InvariantCulture, $$"""{"customer":"ada@example.com","sku":"TEA-01","quantity":2,"sentAt":{{Stopwatch.GetTimestamp()}}}""");
            var request = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"POST /flow HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
            await socket.SendAsync(request);
            await ReadAnswerAsync(socket, buffer);
            answered++;
        }
        return answered;
    }

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0) throw new IOException("The server hung up.");
            filled += read;
            var text = Encoding.ASCII.GetString(buffer, 0, filled);
            if (!text.StartsWith("HTTP/1.1 202", StringComparison.Ordinal) && filled > 12) throw new IOException(text);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            // Both servers give a length or end a chunked body with an empty chunk.
            var length = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
            if (length > 0 && length < end ? filled >= end + 4 + int.Parse(text.AsSpan(length + 16, text.IndexOf('\r', length) - length - 16), CultureInfo.InvariantCulture) : text.EndsWith("0\r\n\r\n", StringComparison.Ordinal)) return;
        }
    }
}
