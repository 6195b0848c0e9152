using System.Diagnostics;
using Stepwell.Tracing;

namespace Stepwell.Local.Traces;

/// <summary>
/// Decides which traces are kept when there are more than anybody could look at: so many a second, and whatever fails.
/// What is left out dies young, and costs the collector nothing. Guarded by the history's lock.
/// </summary>
internal sealed class TraceSampling(int perSecond)
{
    private const int Remembered = 50_000;
    private readonly HashSet<string> leftOut = new(StringComparer.Ordinal);
    private readonly Queue<string> inOrder = new();
    private long second;
    private int kept;

    internal long LeftOut { get; private set; }

    /// <summary>Whether a trace that is not known yet is kept from this run on.</summary>
    internal bool Keeps(RunRecord run, bool ended)
    {
        if (leftOut.Contains(run.TraceId)) return ended && Failed(run) && leftOut.Remove(run.TraceId);
        var now = Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        if (now != second) (second, kept) = (now, 0);
        if (kept++ < perSecond || (ended && Failed(run))) return true;
        LeftOut++;
        leftOut.Add(run.TraceId);
        inOrder.Enqueue(run.TraceId);
        if (inOrder.Count > Remembered) leftOut.Remove(inOrder.Dequeue());
        return false;
    }

    private static bool Failed(RunRecord run) => run.Status is RunStatus.Failed or RunStatus.Retrying or RunStatus.DeadLettered;
}
