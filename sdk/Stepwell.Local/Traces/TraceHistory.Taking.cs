using Microsoft.Extensions.Logging;
using Stepwell.Tracing;

namespace Stepwell.Local.Traces;

/// <summary>Taking up what runs report, in the order of their coming.</summary>
internal sealed partial class TraceHistory
{
    private async Task TakeAsync()
    {
        while (await incoming.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (incoming.Reader.TryRead(out var item))
            {
                try
                {
                    Take(item.Run, item.Ended);
                }
                catch (Exception e)
                {
                    LoseRun(item.Run, e);
                }
                Interlocked.Add(ref waitingBytes, -item.Bytes);
                Interlocked.Increment(ref taken);
            }
        }
    }

    /// <summary>What runs report is made of what authors wrote; one run that cannot be noted or shown must not end the notes of all.</summary>
    private void LoseRun(RunRecord run, Exception why)
    {
        Interlocked.Increment(ref dropped);
        LogUnnoted(log, why, run.Handler.Name, run.TraceId);
    }

    private void Take(RunRecord run, bool ended)
    {
        lock (gate)
        {
            if (traces.ContainsKey(run.TraceId) || sampling.Keeps(run, ended))
            {
                var trace = Find(run.TraceId);
                keptBytes -= trace.Bytes;
                try
                {
                    if (ended) trace.End(run, catalog, spans);
                    else trace.Start(run);
                }
                finally
                {
                    keptBytes += trace.Bytes;
                }
                if (keptBytes > settings.MaxBytes / 2) Shed(trace);
            }
        }
        if (ended) Noted?.Invoke(run);
        if (!Live.IsIdle) Publish(run, ended);
    }

    private void Publish(RunRecord run, bool ended) => Live.Publish(new(ended ? "ended" : "started", new LiveRun(
        run.TraceId, run.Span.SpanId, run.Handler.Name, run.Handler.Step.Flows[0], run.Attempt,
        ended ? SpanMaker.StatusText(run.Status) : "running", run.StartedAt, ended ? run.Duration.TotalMilliseconds : 0, run.Trigger.Source,
        ended ? [.. run.Emitted.Select(e => e.Topic)] : [])));

    [LoggerMessage(4, LogLevel.Error, "A run of {Step} could not be noted in the history (trace {TraceId})")]
    private static partial void LogUnnoted(ILogger log, Exception exception, string step, string traceId);
}
