using System.Diagnostics;
using System.Net.Http.Json;
using Benchmarks.Flow;

namespace Benchmarks;

/// <summary>Durable flows per second of the local host and of a bare program, in one run, in turn; ratios of medians.</summary>
internal static class FlowBenchmark
{
    private static readonly int[] Clients = [1, 16, 64];
    private const int Rounds = 3;

    internal static async Task RunAsync()
    {
        foreach (var clients in Clients)
        {
            var bare = new List<Result>();
            var ours = new List<Result>();
            for (var round = 0; round < Rounds; round++)
            {
                bare.Add(await MeasureAsync("bare", clients, 0));
                ours.Add(await MeasureAsync("stepwell", clients, 0));
            }
            var (b, o) = (Median(bare), Median(ours));
            Console.WriteLine($"{clients,3} clients: bare {b.PerSecond,7:0} flows/s (end p50 {b.Reading.EndP50:0.0} ms, p99 {b.Reading.EndP99:0.0})   stepwell {o.PerSecond,7:0} flows/s (end p50 {o.Reading.EndP50:0.0} ms, p99 {o.Reading.EndP99:0.0})   ratio {o.PerSecond / b.PerSecond:0.00}");
            if (clients != 64) continue;
            await RunAtAsync(o.PerSecond / 2);
        }
    }

    /// <summary>Latency at a given load, well below what either could do.</summary>
    internal static async Task RunAtAsync(double perSecond)
    {
        foreach (var server in (string[])["bare", "stepwell"])
        {
            var part = await MeasureAsync(server, Clients[^1], perSecond);
            Console.WriteLine($"{server,-8} at {part.PerSecond:0} flows/s: step to step p50 {part.Reading.HopP50:0.00} ms, p99 {part.Reading.HopP99:0.00} ms; flow p50 {part.Reading.EndP50:0.0} ms, p99 {part.Reading.EndP99:0.0} ms");
        }
    }

    private sealed record Result(double PerSecond, FlowReading Reading);

    private static Result Median(List<Result> results) => results.OrderBy(r => r.PerSecond).ElementAt(results.Count / 2);

    private static async Task<Result> MeasureAsync(string server, int clients, double perSecond)
    {
        await using var process = new BenchmarkServer(server);
        await process.AnswersAsync();
        var load = new LoadGenerator(process.Port);
        var warm = await load.RunAsync(clients, TimeSpan.FromSeconds(10), perSecond);
        await DoneAsync(process.Http, warm);
        (await process.Http.DeleteAsync(new Uri("/meter", UriKind.Relative))).EnsureSuccessStatusCode();
        var started = Stopwatch.GetTimestamp();
        var answered = await load.RunAsync(clients, TimeSpan.FromSeconds(5), perSecond);
        var reading = await DoneAsync(process.Http, answered);
        return new(answered / Stopwatch.GetElapsedTime(started).TotalSeconds, reading);
    }

    private static async Task<FlowReading> DoneAsync(HttpClient http, int flows)
    {
        while (true)
        {
            var reading = (await http.GetFromJsonAsync<FlowReading>("/meter"))!;
            if (reading.Done >= flows) return reading;
            await Task.Delay(20);
        }
    }
}
