using System.Numerics;

namespace Stepwell.Local.Introspection;

/// <summary>Durations in buckets that grow with them: four per doubling, from 10 µs to three quarters of an hour.</summary>
internal static class LatencyBuckets
{
    internal const int Count = 112;
    private const long TicksPerUnit = TimeSpan.TicksPerMillisecond / 100;
    private const double UnitsPerMs = 100;

    internal static int Of(TimeSpan duration)
    {
        var units = Math.Max(0, duration.Ticks / TicksPerUnit);
        if (units < 4) return (int)units;
        var doublings = BitOperations.Log2((ulong)units);
        return Math.Min(Count - 1, ((doublings - 1) * 4) + (int)((units >> (doublings - 2)) & 3));
    }

    /// <summary>The duration in milliseconds within which a part of what was counted lies; null where nothing was.</summary>
    internal static double? Percentile(ReadOnlySpan<int> counts, int total, double part)
    {
        if (total == 0) return null;
        var rank = (int)Math.Ceiling(part * total);
        for (var i = 0; i < counts.Length; i++)
        {
            rank -= counts[i];
            if (rank <= 0) return MiddleMs(i);
        }
        return MiddleMs(counts.Length - 1);
    }

    private static double MiddleMs(int bucket)
    {
        if (bucket < 4) return (bucket + 0.5) / UnitsPerMs;
        var width = 1L << ((bucket / 4) - 1);
        return (((4 + (bucket % 4)) * width) + (width / 2.0)) / UnitsPerMs;
    }
}
