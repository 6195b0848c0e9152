using Microsoft.Extensions.Logging;

namespace Stepwell.Local.Traces;

/// <summary>Writing the history to disk, at an easy pace.</summary>
internal sealed partial class TraceHistory
{
    private const int Bite = 100;
    private const int InMemory = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private bool failing;
    private bool afresh;

    private async Task FlushAsync()
    {
        while (true)
        {
            var last = stop.IsCancellationRequested;
            try
            {
                if (FlushAll(last) is { } unread) throw unread;
                if (failing) LogWrittenAgain(log);
                failing = false;
            }
            catch (Exception e)
            {
                // What was not written is still marked so, and is taken up in the next round.
                if (!failing || last) LogUnwritten(log, e, last ? "they are lost, for the host stops" : "they are kept in memory and tried again");
                failing = true;
            }
            finally
            {
                takenUp.TrySetResult();
            }
            if (last) return;
            await Task.Delay(Pause, TimeProvider.System, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Why some traces could not be put together, whose earlier spans could not be read just now; null for none.</returns>
    private Exception? FlushAll(bool last)
    {
        try
        {
            return Flush();
        }
        catch (Exception e) when (TraceFile.IsDamage(e) && !afresh)
        {
            // Once: where the next file is damaged too, it is the disk, and what was moved aside first is worth more.
            StartAfresh(e);
            afresh = true;
            return Flush();
        }

        Exception? Flush()
        {
            LoadEarlier();
            while (true)
            {
                var (saved, unread) = FlushOnce();
                if (saved < Bite || (!last && stop.IsCancellationRequested)) return unread;
            }
        }
    }

    private (int Saved, Exception? Unread) FlushOnce()
    {
        List<(Trace Trace, TraceDetail Detail)> saving;
        Exception? unread;
        string[] gone;
        lock (gate)
        {
            DropTooOld();
            (saving, unread) = Changed();
            foreach (var (trace, detail) in saving) (trace.Dirty, trace.Saving, trace.Stored) = (false, true, detail.Summary);
            gone = [.. goneFromDisk];
            goneFromDisk.Clear();
        }
        if (saving.Count + gone.Length > 0) Save(saving, gone);
        return (saving.Count, unread);
    }

    /// <summary>The newest that are not on disk as they are, put together.</summary>
    private (List<(Trace Trace, TraceDetail Detail)> Changed, Exception? Unread) Changed()
    {
        var changed = new List<(Trace, TraceDetail)>();
        Exception? unread = null;
        foreach (var trace in byOrder.Values.Reverse())
        {
            if (!trace.Dirty || trace.MemoryOnly) continue;
            try
            {
                if (DetailOf(trace) is { } detail) changed.Add((trace, detail));
                else trace.Dirty = false;
            }
            catch (IOException e)
            {
                // It stays as it is, to be tried again; the others need not wait for it.
                unread ??= e;
            }
            if (changed.Count == Bite) break;
        }
        return (changed, unread);
    }

    private void Save(List<(Trace Trace, TraceDetail Detail)> saving, string[] gone)
    {
        IReadOnlyList<(TraceDetail Trace, Exception Why)> refused;
        try
        {
            refused = file!.Save([.. saving.Select(s => s.Detail)], gone);
        }
        catch
        {
            lock (gate)
            {
                goneFromDisk.AddRange(gone);
                foreach (var (trace, _) in saving) (trace.Dirty, trace.Saving) = (true, false);
            }
            throw;
        }
        foreach (var (trace, why) in refused) LogUnwritable(log, why, trace.Summary.TraceId);
        lock (gate)
        {
            foreach (var (trace, detail) in saving)
            {
                (trace.Saving, trace.CutOff) = (false, false);
                if (refused.Any(r => r.Trace == detail)) trace.MemoryOnly = true;
            }
            // Beyond the newest, spans that are on disk need no memory.
            foreach (var trace in byOrder.Values.Reverse().Skip(InMemory))
                Free(trace);
        }
    }

    private void DropTooOld()
    {
        var tooOld = time.GetUtcNow() - settings.MaxAge;
        var dropped = new List<Trace>();
        foreach (var trace in byOrder.Values)
        {
            // What waits for its next delivery does not age, and must not keep what came after it.
            if (trace.Open > 0) continue;
            if (!trace.IsEmpty && (trace.Stored ?? SummaryOf(trace)) is { } summary && summary.StartedAt >= tooOld) break;
            dropped.Add(trace);
        }
        foreach (var trace in dropped) Drop(trace);
    }

    [LoggerMessage(2, LogLevel.Warning, "Traces could not be written to disk; {Consequence}")]
    private static partial void LogUnwritten(ILogger log, Exception exception, string consequence);

    [LoggerMessage(3, LogLevel.Information, "Traces are written to disk again")]
    private static partial void LogWrittenAgain(ILogger log);

    [LoggerMessage(5, LogLevel.Error, "The trace {TraceId} cannot be written to disk; it is kept in memory only")]
    private static partial void LogUnwritable(ILogger log, Exception exception, string traceId);
}
