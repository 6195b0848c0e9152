using Microsoft.Extensions.Logging;

namespace Stepwell.Local.Traces;

/// <summary>Taking up what earlier processes left.</summary>
internal sealed partial class TraceHistory
{
    private bool loaded;

    private void LoadEarlier()
    {
        if (loaded) return;
        var (found, unreadable) = file!.Load(settings.MaxCount);
        if (unreadable.Count > 0) LogLeftOut(log, unreadable[0], unreadable.Count);
        var cutOff = found.Where(s => s.Status is "running" or "retrying").Select(s => s.TraceId).Where(id => Stored(id).Any(CutOff.Is)).ToHashSet(StringComparer.Ordinal);
        lock (gate)
        {
            // What ran since the start is newer than all that was before.
            var place = -found.Count;
            foreach (var summary in found)
            {
                if (traces.TryGetValue(summary.TraceId, out var present))
                {
                    (present.OnDisk, present.CutOff) = (true, cutOff.Contains(present.Id));
                    place++;
                    continue;
                }
                var trace = new Trace(summary.TraceId) { Order = place++ };
                trace.Forget(summary);
                trace.CutOff = trace.Dirty = cutOff.Contains(trace.Id);
                traces[trace.Id] = trace;
                byOrder[trace.Order] = trace;
            }
        }
        loaded = true;
        takenUp.TrySetResult();
    }

    /// <summary>Goes on with a new file, and with what is in memory; what only the damaged one has is left to it.</summary>
    private void StartAfresh(Exception damage)
    {
        LogDamaged(log, damage, file!.SetAside());
        lock (gate)
        {
            goneFromDisk.Clear();
            foreach (var trace in byOrder.Values.ToList())
            {
                (trace.OnDisk, trace.CutOff, trace.Stored, trace.Dirty) = (false, false, null, true);
                if (trace is { Bytes: 0, Open: <= 0 }) Drop(trace);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} traces of earlier runs cannot be read; they are left out")]
    private static partial void LogLeftOut(ILogger log, Exception exception, int count);

    [LoggerMessage(6, LogLevel.Warning, "The file of the history is damaged. It was moved to {File}, and the history begins anew with what is in memory; state and queues are not affected")]
    private static partial void LogDamaged(ILogger log, Exception exception, string file);

    [LoggerMessage(7, LogLevel.Warning, "What was stored of the trace {TraceId} cannot be read; it is left out")]
    private static partial void LogUnreadable(ILogger log, Exception exception, string traceId);
}
