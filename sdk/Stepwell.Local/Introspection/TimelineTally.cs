namespace Stepwell.Local.Introspection;

/// <summary>Adds slots of windows up to the points of a timeline.</summary>
internal sealed class TimelineTally
{
    private const int MostPoints = 90;
    private readonly long first;
    private readonly int slotsPerPoint;
    private readonly int[] runs;
    private readonly int[] failures;
    private readonly int[][] counts;

    internal TimelineTally(DateTimeOffset now, int minutes)
    {
        var slots = minutes * 60 / StepWindow.SlotSeconds;
        slotsPerPoint = (slots + MostPoints - 1) / MostPoints;
        var points = (slots + slotsPerPoint - 1) / slotsPerPoint;
        // Points begin at multiples of their length, so that they stay the same from one look to the next.
        first = ((StepWindow.NumberOf(now) / slotsPerPoint) - points + 1) * slotsPerPoint;
        runs = new int[points];
        failures = new int[points];
        counts = new int[points][];
        for (var i = 0; i < points; i++) counts[i] = new int[LatencyBuckets.Count];
    }

    internal int IntervalSeconds => slotsPerPoint * StepWindow.SlotSeconds;

    internal void Add(long slot, int slotRuns, int slotFailures, ReadOnlySpan<int> slotCounts)
    {
        var point = slot < first ? -1 : (slot - first) / slotsPerPoint;
        if (point < 0 || point >= runs.Length) return;
        runs[point] += slotRuns;
        failures[point] += slotFailures;
        var sums = counts[point];
        for (var i = 0; i < sums.Length; i++) sums[i] += slotCounts[i];
    }

    internal IReadOnlyList<TimelinePoint> Points() =>
        [.. Enumerable.Range(0, runs.Length).Select(i => new TimelinePoint(
            DateTimeOffset.FromUnixTimeSeconds((first + ((long)i * slotsPerPoint)) * StepWindow.SlotSeconds), runs[i], failures[i],
            LatencyBuckets.Percentile(counts[i], runs[i], 0.5), LatencyBuckets.Percentile(counts[i], runs[i], 0.95), LatencyBuckets.Percentile(counts[i], runs[i], 0.99)))];
}
