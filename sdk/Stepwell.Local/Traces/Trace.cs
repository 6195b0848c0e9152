using Stepwell.Catalog;
using Stepwell.Tracing;

namespace Stepwell.Local.Traces;

/// <summary>One trace in memory. Guarded by the history's lock.</summary>
internal sealed class Trace
{
    private const int MaxRuns = 2000;
    private readonly List<RunRecord> runs = [];

    internal Trace(string id) => Id = id;

    internal string Id { get; }

    internal long Order { get; set; }

    /// <summary>Deliveries that are on their way or at work.</summary>
    internal int Open { get; set; }

    /// <summary>True where what is on disk is older.</summary>
    internal bool Dirty { get; set; }

    /// <summary>Spans that were read from disk; a restart came between them and <see cref="Runs"/>.</summary>
    internal IReadOnlyList<SpanDetail> Earlier { get; set; } = [];

    /// <summary>True where spans lie on disk only.</summary>
    internal bool OnDisk { get; set; }

    internal TraceSummary? Stored { get; set; }

    internal IReadOnlyList<RunRecord> Runs => runs;

    internal void Start(RunRecord run)
    {
        Keep(run);
        Dirty = true;
    }

    /// <summary>A trace that never ends keeps its cause and its newest runs.</summary>
    private void Keep(RunRecord run)
    {
        runs.Add(run);
        if (runs.Count > MaxRuns) runs.RemoveAt(1);
    }

    /// <summary>Notes what the end of a run means for what is open.</summary>
    internal void End(RunRecord run, StepCatalog catalog)
    {
        if (runs.LastIndexOf(run) < 0) Keep(run);
        Dirty = true;
        if (run.Event is not null && run.Status is not (RunStatus.Discarded or RunStatus.Retrying or RunStatus.Returned)) Open--;
        if (run.Status is RunStatus.Ok or RunStatus.DeadLettered or RunStatus.Waiting or RunStatus.Rejected)
            foreach (var emitted in run.Emitted)
                if (emitted.TraceId == Id)
                    Open += catalog.Topic(emitted.Topic)?.Subscribers.Count ?? 0;
    }

    /// <summary>Frees the memory of spans that are on disk.</summary>
    internal void Forget(TraceSummary summary)
    {
        Stored = summary;
        OnDisk = true;
        Earlier = [];
        runs.Clear();
    }
}
