using System.Collections.Frozen;
using Stepwell.Catalog;
using Stepwell.Local.Traces;
using Stepwell.Tracing;

namespace Stepwell.Local.Introspection;

/// <summary>Counts what runs, per handler; costs a run neither an allocation nor more than a short lock.</summary>
internal sealed class RunStatistics(StepCatalog catalog, TimeProvider time) : IRunObserver
{
    private readonly FrozenDictionary<string, StepWindow> windows = catalog.Handlers.ToFrozenDictionary(h => h.Name, _ => new StepWindow(), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, HandlerTally> tallies = catalog.Handlers.ToFrozenDictionary(h => h.Name, _ => new HandlerTally(), StringComparer.Ordinal);
    private readonly DateTimeOffset since = time.GetUtcNow();

    public void Started(RunRecord run)
    {
        if (tallies.TryGetValue(run.Handler.Name, out var tally)) tally.Start();
    }

    public void Ended(RunRecord run)
    {
        if (tallies.TryGetValue(run.Handler.Name, out var tally)) tally.End(run);
        if (run.Status is RunStatus.Discarded or RunStatus.Duplicate or RunStatus.Returned) return;
        if (windows.TryGetValue(run.Handler.Name, out var window))
            window.Add(time.GetUtcNow(), run.Duration, run.Status is RunStatus.Failed or RunStatus.Retrying or RunStatus.DeadLettered);
    }

    internal Overview Read(int minutes, HistoryState history)
    {
        var to = time.GetUtcNow();
        var from = to.AddMinutes(-minutes);
        return new(from, to, [.. windows.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value.Read(w.Key, from, to))], history);
    }

    internal RunTotals Totals() => new(since, [.. tallies.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value.Read(t.Key))]);

    /// <summary>One handler's course, or that of all together; null where there is no such handler.</summary>
    internal Timeline? Timeline(int minutes, string? handler)
    {
        StepWindow? one = null;
        if (handler is not null && !windows.TryGetValue(handler, out one)) return null;
        var tally = new TimelineTally(time.GetUtcNow(), minutes);
        foreach (var window in one is null ? windows.Values : [one]) window.AddTo(tally);
        return new(handler, tally.IntervalSeconds, tally.Points());
    }
}
