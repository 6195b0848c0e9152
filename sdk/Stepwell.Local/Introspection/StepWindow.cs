using Stepwell.Introspection;

namespace Stepwell.Local.Introspection;

/// <summary>What one handler did within the last hour, in slots of ten seconds that are used again and again.</summary>
internal sealed class StepWindow
{
    internal const int SlotSeconds = 10;
    private const int Slots = (IntrospectionLimits.MaxMinutes * 60 / SlotSeconds) + 1;
    private readonly Lock gate = new();
    private readonly Slot?[] slots = new Slot?[Slots];

    private sealed class Slot
    {
        internal long Number { get; set; }

        internal int Runs { get; set; }

        internal int Failures { get; set; }

        internal int[] Counts { get; } = new int[LatencyBuckets.Count];
    }

    internal void Add(DateTimeOffset at, TimeSpan duration, bool failed)
    {
        var number = NumberOf(at);
        lock (gate)
        {
            var slot = slots[number % Slots] ??= new Slot { Number = number };
            if (slot.Number != number) Renew(slot, number);
            slot.Runs++;
            if (failed) slot.Failures++;
            slot.Counts[LatencyBuckets.Of(duration)]++;
        }
    }

    internal StepOverview Read(string handler, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (NumberOf(from), NumberOf(to));
        var (runs, failures) = (0, 0);
        Span<int> counts = stackalloc int[LatencyBuckets.Count];
        lock (gate)
        {
            foreach (var slot in slots)
            {
                if (slot is null || slot.Number < first || slot.Number > last) continue;
                runs += slot.Runs;
                failures += slot.Failures;
                for (var i = 0; i < counts.Length; i++) counts[i] += slot.Counts[i];
            }
        }
        return new(handler, runs, failures, LatencyBuckets.Percentile(counts, runs, 0.5), LatencyBuckets.Percentile(counts, runs, 0.95), LatencyBuckets.Percentile(counts, runs, 0.99));
    }

    internal void AddTo(TimelineTally tally)
    {
        lock (gate)
        {
            foreach (var slot in slots)
                if (slot is not null)
                    tally.Add(slot.Number, slot.Runs, slot.Failures, slot.Counts);
        }
    }

    private static void Renew(Slot slot, long number)
    {
        (slot.Number, slot.Runs, slot.Failures) = (number, 0, 0);
        Array.Clear(slot.Counts);
    }

    internal static long NumberOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / SlotSeconds;
}
