using Microsoft.Extensions.Logging;
using Stepwell.Local.Sqlite;

namespace Stepwell.Local.Traces;

/// <summary>Writing the history to disk, at an easy pace.</summary>
internal sealed partial class TraceHistory
{
    private const int Bite = 100;
    private const int InMemory = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private bool failing;

    private async Task FlushAsync()
    {
        var loaded = false;
        while (true)
        {
            var last = stop.IsCancellationRequested;
            try
            {
                if (!loaded) LoadEarlier();
                loaded = true;
                while (FlushOnce() == Bite && (last || !stop.IsCancellationRequested)) { }
                if (failing) LogWrittenAgain(log);
                failing = false;
            }
            catch (Exception e)
            {
                // What was not written is still marked so, and is taken up in the next round.
                if (!failing || last) LogUnwritten(log, e, last ? "they are lost, for the host stops" : "they are kept in memory and tried again");
                failing = true;
            }
            if (last) return;
            await Task.Delay(Pause, TimeProvider.System, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void LoadEarlier()
    {
        List<TraceSummary> earlier;
        try
        {
            earlier = file!.Load(settings.MaxCount);
        }
        catch (System.Text.Json.JsonException e)
        {
            LogUnreadable(log, e);
            return;
        }
        lock (gate)
        {
            // What ran since the start is newer than all that was before.
            var place = -earlier.Count;
            foreach (var summary in earlier)
            {
                if (traces.TryGetValue(summary.TraceId, out var present))
                {
                    present.OnDisk = true;
                    place++;
                    continue;
                }
                var trace = new Trace(summary.TraceId) { Order = place++ };
                trace.Forget(summary);
                traces[trace.Id] = trace;
                byOrder[trace.Order] = trace;
            }
        }
    }

    private int FlushOnce()
    {
        var saving = new List<TraceDetail>(Bite);
        string[] gone;
        lock (gate)
        {
            var tooOld = time.GetUtcNow() - settings.MaxAge;
            while (byOrder.Count > 0 && byOrder.First().Value is { } oldest && oldest.Open <= 0 && SummaryOf(oldest) is { } summary && summary.StartedAt < tooOld) Drop(oldest);
            foreach (var trace in byOrder.Values.Reverse())
            {
                if (!trace.Dirty || trace.MemoryOnly || DetailOf(trace) is not { } detail) continue;
                trace.Dirty = false;
                trace.Stored = detail.Summary;
                saving.Add(detail);
                if (saving.Count == Bite) break;
            }
            gone = [.. goneFromDisk];
            goneFromDisk.Clear();
        }
        if (saving.Count + gone.Length == 0) return 0;
        IReadOnlyList<(TraceDetail Trace, Exception Why)> refused;
        try
        {
            refused = file!.Save(saving, gone);
        }
        catch
        {
            lock (gate)
            {
                goneFromDisk.AddRange(gone);
                foreach (var detail in saving)
                    if (traces.TryGetValue(detail.Summary.TraceId, out var trace))
                        trace.Dirty = true;
            }
            throw;
        }
        foreach (var (trace, why) in refused) LogUnwritable(log, why, trace.Summary.TraceId);
        lock (gate)
        {
            foreach (var (refusal, _) in refused)
                if (traces.TryGetValue(refusal.Summary.TraceId, out var trace))
                    trace.MemoryOnly = true;
            // Beyond the newest, spans that are on disk need no memory.
            foreach (var trace in byOrder.Values.Reverse().Skip(InMemory))
                Free(trace);
        }
        return saving.Count;
    }

    [LoggerMessage(1, LogLevel.Warning, "What the history has of earlier runs cannot be read in part; that is left out")]
    private static partial void LogUnreadable(ILogger log, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Traces could not be written to disk; {Consequence}")]
    private static partial void LogUnwritten(ILogger log, Exception exception, string consequence);

    [LoggerMessage(3, LogLevel.Information, "Traces are written to disk again")]
    private static partial void LogWrittenAgain(ILogger log);

    [LoggerMessage(5, LogLevel.Error, "The trace {TraceId} cannot be written to disk; it is kept in memory only")]
    private static partial void LogUnwritable(ILogger log, Exception exception, string traceId);
}
