using System.Diagnostics;

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
        await using var process = new BenchmarkServer(server);
        await process.AnswersAsync();
        return Stopwatch.GetElapsedTime(process.StartedAt).TotalMilliseconds;
    }
}
