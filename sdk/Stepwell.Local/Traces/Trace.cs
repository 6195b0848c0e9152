using Stepwell.Catalog;
using Stepwell.Tracing;

namespace Stepwell.Local.Traces;

/// <summary>One trace in memory. Guarded by the history's lock.</summary>
internal sealed class Trace
{
    /// <summary>A trace that never ends keeps its cause and its newest runs.</summary>
    internal const int MaxRuns = 2000;

    /// <summary>Runs that are larger are masked and cut at once, and not only when somebody looks.</summary>
    private const int MaxWhole = 64 * 1024;
    private readonly List<Kept> kept = [];

    internal Trace(string id) => Id = id;

    private readonly record struct Kept(RunRecord? Run, SpanDetail? Shown, long Bytes);

    internal string Id { get; }

    internal long Order { get; set; }

    /// <summary>Deliveries that are on their way or at work.</summary>
    internal int Open { get; set; }

    /// <summary>True where what is on disk is older.</summary>
    internal bool Dirty { get; set; }

    /// <summary>True where spans lie on disk only; those in memory may lie there too, perhaps as they were before they ended.</summary>
    internal bool OnDisk { get; set; }

    /// <summary>True where what is on disk was left by a process that ended amid its attempts.</summary>
    internal bool CutOff { get; set; }

    /// <summary>True where there is nothing to show.</summary>
    internal bool IsEmpty => !OnDisk && kept.Count == 0;

    /// <summary>True while it is being written: what is in memory may be all there is.</summary>
    internal bool Saving { get; set; }

    /// <summary>True where it cannot be written, which was told: it lives as long as there is memory for it.</summary>
    internal bool MemoryOnly { get; set; }

    internal TraceSummary? Stored { get; set; }

    /// <summary>About how much memory its runs take.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Its spans, ready to show: each once, as it is in memory where it is there.</summary>
    /// <param name="earlier">What is on disk.</param>
    /// <param name="maker">Makes them ready.</param>
    /// <param name="lost">Is told of those that cannot be made ready, which are let go.</param>
    internal List<SpanDetail> Spans(IReadOnlyList<SpanDetail> earlier, SpanMaker maker, Action<RunRecord, Exception> lost)
    {
        var newer = new List<SpanDetail>(kept.Count);
        for (var i = 0; i < kept.Count; i++)
        {
            var (run, shown, bytes) = kept[i];
            try
            {
                newer.Add(shown ?? maker.Make(run!));
            }
            catch (Exception e)
            {
                kept.RemoveAt(i--);
                Bytes -= bytes;
                lost(run!, e);
            }
        }
        var known = earlier.Count == 0 ? [] : newer.Select(s => s.SpanId).ToHashSet(StringComparer.Ordinal);
        var all = earlier.Where(s => !known.Contains(s.SpanId)).Concat(newer).OrderBy(s => s.StartedAt).ThenBy(s => s.Attempt).ToList();
        if (all.Count > MaxRuns) all.RemoveRange(1, all.Count - MaxRuns);
        return all;
    }

    /// <summary>A run as it was reported; null where it is no longer kept whole.</summary>
    internal RunRecord? Run(string spanId) => kept.Find(k => k.Run?.Span.SpanId == spanId).Run;

    internal void Start(RunRecord run)
    {
        Keep(new(run, null, RunSize.Of(run)));
        Dirty = true;
    }

    /// <summary>Notes the run, and what its end means for what is open.</summary>
    internal void End(RunRecord run, StepCatalog catalog, SpanMaker maker)
    {
        var bytes = RunSize.Of(run);
        var shown = bytes > MaxWhole ? maker.Make(run) : null;
        var ended = shown is null ? new Kept(run, null, bytes) : new Kept(null, shown, RunSize.Of(shown));
        var at = kept.FindLastIndex(k => k.Run == run);
        if (at < 0)
        {
            Keep(ended);
        }
        else
        {
            Bytes += ended.Bytes - kept[at].Bytes;
            kept[at] = ended;
        }
        Dirty = true;
        if (run.Event is not null && run.Status is not (RunStatus.Discarded or RunStatus.Retrying or RunStatus.Returned)) Open--;
        foreach (var emitted in run.Emitted)
            if (emitted.TraceId == Id)
                Open += catalog.Topic(emitted.Topic)?.Subscribers.Count ?? 0;
    }

    /// <summary>Frees the memory of spans that are on disk.</summary>
    internal void Forget(TraceSummary summary)
    {
        Stored = summary;
        OnDisk = true;
        kept.Clear();
        Bytes = 0;
    }

    private void Keep(Kept entry)
    {
        kept.Add(entry);
        Bytes += entry.Bytes;
        if (kept.Count <= MaxRuns) return;
        Bytes -= kept[1].Bytes;
        kept.RemoveAt(1);
    }
}
