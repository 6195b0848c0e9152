using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Live;

/// <summary>What happened between two updates.</summary>
/// <param name="Started">Runs that started, in order.</param>
/// <param name="Ended">Runs that ended, in order.</param>
/// <param name="Logs">Lines of log, in order.</param>
/// <param name="Missed">How much more happened than could be taken in.</param>
internal sealed record LiveChange(IReadOnlyList<LiveRun> Started, IReadOnlyList<LiveRun> Ended, IReadOnlyList<LogLine> Logs, int Missed)
{
    /// <summary>True where runs or what was missed may have changed what a page of traces, state or queues shows.</summary>
    internal bool HasRuns => Started.Count > 0 || Ended.Count > 0 || Missed > 0;

    internal static LiveChange Of(LiveBatch batch)
    {
        var (started, ended, logs) = (new List<LiveRun>(), new List<LiveRun>(), new List<LogLine>());
        foreach (var item in batch.Events)
        {
            if (item.Data is LogLine line) logs.Add(line);
            else if (item.Data is LiveRun run) (item.Type == "started" ? started : ended).Add(run);
        }
        return new(started, ended, logs, batch.Missed);
    }
}
