using System.Diagnostics;
using System.Globalization;
using Stepwell.Workbench.Graph.Layout;

namespace Benchmarks;

/// <summary>How long the Workbench takes to draw a flow: steps joined by topics, each step taking one or two of those shortly before it.</summary>
internal static class LayoutBenchmark
{
    private const int Rounds = 5;
    private const int Reach = 8;

    internal static void Run()
    {
        foreach (var steps in (int[])[16, 50, 200])
        {
            var (nodes, edges) = Flow(steps);
            foreach (var direction in Enum.GetValues<FlowDirection>())
            {
                var times = new double[Rounds];
                for (var i = 0; i < Rounds; i++)
                {
                    var started = Stopwatch.GetTimestamp();
                    LayeredLayout.Of(nodes, edges, direction);
                    times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{steps} steps, {nodes.Count} nodes, {edges.Count} edges, {direction}: first {times[0]:0} ms, then best {times.Skip(1).Min():0} ms"));
            }
        }
    }

    private static (List<LayoutNode> Nodes, List<LayoutEdge> Edges) Flow(int steps)
    {
        // The same flow on every run.
        var random = new Random(7);
        var nodes = new List<LayoutNode>();
        var edges = new List<LayoutEdge>();
        for (var i = 0; i < steps; i++)
        {
            nodes.Add(new($"step{i}", 190, 46));
            nodes.Add(new($"topic{i}", 110, 22) { Between = true });
            edges.Add(new($"out{i}", $"step{i}", $"topic{i}"));
            if (i == 0) continue;
            var taken = Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Math.Max(0, i - 1 - random.Next(Reach))).Distinct();
            edges.AddRange(taken.Select(t => new LayoutEdge($"in{i}.{t}", $"topic{t}", $"step{i}")));
        }
        return (nodes, edges);
    }
}
