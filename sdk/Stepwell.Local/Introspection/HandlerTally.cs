using System.Runtime.InteropServices;
using Stepwell.Tracing;

namespace Stepwell.Local.Introspection;

/// <summary>Counts what one handler does from the start of the host on.</summary>
internal sealed class HandlerTally
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> emitted = new(StringComparer.Ordinal);
    private long started;
    private int running;
    private long failed;
    private long deadLettered;

    internal void Start()
    {
        lock (gate)
        {
            started++;
            running++;
        }
    }

    internal void End(RunRecord run)
    {
        lock (gate)
        {
            running--;
            if (run.Status is RunStatus.Failed or RunStatus.Retrying or RunStatus.DeadLettered) failed++;
            if (run.Status == RunStatus.DeadLettered) deadLettered++;
            if (run.Event is { } item && run.Status is (RunStatus.Ok or RunStatus.Waiting or RunStatus.DeadLettered)) Count(taken, item.Topic);
            // Of an event that was given up, only what OnFailure emitted has left.
            if (run.Status is not (RunStatus.Ok or RunStatus.Rejected) && !(run.Status == RunStatus.DeadLettered && run.Handler.HasOnFailure)) return;
            for (var i = 0; i < run.Emitted.Count; i++) Count(emitted, run.Emitted[i].Topic);
        }
    }

    internal HandlerTotals Read(string handler)
    {
        lock (gate) return new(handler, started, running, failed, deadLettered, Sorted(taken), Sorted(emitted));
    }

    private static void Count(Dictionary<string, long> counts, string topic) => CollectionsMarshal.GetValueRefOrAddDefault(counts, topic, out _)++;

    private static List<TopicCount> Sorted(Dictionary<string, long> counts) => [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new TopicCount(c.Key, c.Value))];
}
