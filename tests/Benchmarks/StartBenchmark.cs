using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks;

/// <summary>From starting the process to the first answer, with over a hundred steps; an empty web app beside it.</summary>
internal static class StartBenchmark
{
    private const int Rounds = 7;

    internal static async Task RunAsync()
    {
        foreach (var server in (string[])["bare", "stepwell"])
        {
            var took = new List<double>();
            for (var round = 0; round < Rounds; round++) took.Add(await MeasureAsync(server));
            Console.WriteLine($"start of {server,-8} to first answer: median {took.Order().ElementAt(Rounds / 2):0} ms");
        }
    }

    private static async Task<double> MeasureAsync(string server)
    {
        var folder = Directory.CreateTempSubdirectory("stepwell-start");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var info = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in (string[])["serve-" + server, $"http://127.0.0.1:{port}", folder.FullName]) info.ArgumentList.Add(argument);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(info)!;
        _ = process.StandardOutput.ReadToEndAsync();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            while (true)
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri("/meter", UriKind.Relative));
                    return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(2);
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }
}
