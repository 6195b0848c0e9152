using System.Diagnostics;

namespace Benchmarks.Flow;

/// <summary>What a server under test counts of itself, since its start or the last reset.</summary>
public static class FlowMeter
{
    private static readonly Lock Gate = new();
    private static List<long> hops = new(1_000_000);
    private static List<long> ends = new(1_000_000);

    public static void Hop(long emittedAt)
    {
        var took = Stopwatch.GetTimestamp() - emittedAt;
        lock (Gate) hops.Add(took);
    }

    public static void Done(long sentAt)
    {
        var took = Stopwatch.GetTimestamp() - sentAt;
        lock (Gate) ends.Add(took);
    }

    public static FlowReading Read()
    {
        lock (Gate) return new(ends.Count, At(hops, 0.5), At(hops, 0.99), At(ends, 0.5), At(ends, 0.99));
    }

    public static void Reset()
    {
        lock (Gate) (hops, ends) = (new(1_000_000), new(1_000_000));
    }

    private static double At(List<long> ticks, double share)
    {
        if (ticks.Count == 0) return 0;
        var sorted = ticks.ToArray();
        Array.Sort(sorted);
        return Stopwatch.GetElapsedTime(0, sorted[(int)((sorted.Length - 1) * share)]).TotalMilliseconds;
    }
}

/// <summary>Milliseconds between emit and start of the next step, and between the request's sending and the flow's end.</summary>
public sealed record FlowReading(int Done, double HopP50, double HopP99, double EndP50, double EndP99);
