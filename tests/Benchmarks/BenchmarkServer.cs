using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks;

/// <summary>A server to be measured, as a process of its own with a folder of its own; both go with it.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stepwell-bench");
    private readonly Process process;

    /// <summary>Starts one.</summary>
    /// <param name="name"><c>bare</c> or <c>stepwell</c>.</param>
    internal BenchmarkServer(string name)
    {
        Port = FreePort();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        var info = new ProcessStartInfo(Environment.ProcessPath!, ["serve-" + name, Http.BaseAddress.OriginalString, folder.FullName]) { RedirectStandardOutput = true };
        StartedAt = Stopwatch.GetTimestamp();
        process = Process.Start(info)!;
        _ = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>The moment before its process started.</summary>
    internal long StartedAt { get; }

    internal int Port { get; }

    internal HttpClient Http { get; }

    /// <summary>What its process has used so far.</summary>
    internal TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Waits for the first answer.</summary>
    internal async Task AnswersAsync()
    {
        while (true)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("/meter", UriKind.Relative));
                return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(2);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Http.Dispose();
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
