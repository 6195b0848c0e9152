using Microsoft.Extensions.Logging;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;

namespace Stepwell.Local.Traces;

/// <summary>Reading the history.</summary>
internal sealed partial class TraceHistory
{
    /// <summary>Traces, newest first.</summary>
    internal async Task<Page<TraceSummary>> ListAsync(TraceQuery query)
    {
        await takenUp.Task.ConfigureAwait(false);
        await CaughtUpAsync().ConfigureAwait(false);
        lock (gate)
        {
            var everything = query is { Flow: null, Status: null, Step: null, Text: null or "", Waiting: false, EffectsOnly: false };
            var from = query.Before is { } before ? traces.TryGetValue(before, out var last) ? last.Order : 0 : long.MaxValue;
            var items = new List<TraceSummary>();
            var (total, more) = (0, false);
            foreach (var trace in byOrder.Values.Reverse())
            {
                if (more && (everything || total >= IntrospectionLimits.EnoughCounted)) break;
                if ((everything && trace.Order >= from) || SummaryOf(trace) is not { } summary || !Matches(summary, query)) continue;
                total++;
                if (trace.Order >= from || more) continue;
                if (items.Count < query.Count) items.Add(summary);
                else more = true;
            }
            return new(items, more ? items[^1].TraceId : null, everything ? byOrder.Count : total, !everything && more && total >= IntrospectionLimits.EnoughCounted);
        }
    }

    /// <summary>One trace; null where it is not kept.</summary>
    internal async Task<TraceDetail?> ReadAsync(string id)
    {
        await takenUp.Task.ConfigureAwait(false);
        await CaughtUpAsync().ConfigureAwait(false);
        lock (gate) return traces.TryGetValue(id, out var trace) ? DetailOf(trace) : null;
    }

    /// <summary>What went into a run, whole and unmasked: for doing it again, not for showing it. Null where only what can be shown is kept.</summary>
    internal ReadOnlyMemory<byte>? InputOf(string id, string spanId)
    {
        lock (gate) return traces.TryGetValue(id, out var trace) ? trace.Run(spanId)?.Input : null;
    }

    /// <summary>A trace as it is shown; null where nothing of it can be.</summary>
    private TraceDetail? DetailOf(Trace trace)
    {
        var earlier = trace.OnDisk ? Stored(trace.Id) : [];
        if (trace.CutOff) earlier = [.. earlier.Select(CutOff.Ended)];
        keptBytes -= trace.Bytes;
        var all = trace.Spans(earlier, spans, LoseRun);
        keptBytes += trace.Bytes;
        try
        {
            return all.Count == 0 ? null : new(summaries.Of(trace.Id, all, trace.Open), all);
        }
        catch (Exception e)
        {
            // One trace that cannot be summed up must not hide or hold up the others.
            if (!trace.MemoryOnly) LogUnshown(log, e, trace.Id);
            trace.MemoryOnly = true;
            return null;
        }
    }

    /// <summary>What is on disk of a trace; told of and left out where it is damaged, so that one trace holds up no others.</summary>
    private IReadOnlyList<SpanDetail> Stored(string id)
    {
        try
        {
            return file!.Spans(id);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException || TraceFile.IsDamage(e))
        {
            LogUnreadable(log, e, id);
            return [];
        }
    }

    private TraceSummary? SummaryOf(Trace trace)
    {
        if (!trace.Dirty && trace.Stored is { } stored) return stored;
        var summary = DetailOf(trace)?.Summary;
        if (summary?.Status is "ok" or "failed" or "rejected") (trace.Stored, trace.Dirty) = (summary, trace.Dirty && file is not null);
        return summary;
    }

    private static bool Matches(TraceSummary summary, TraceQuery query) =>
        (query.Flow is null || summary.Flows.Contains(query.Flow))
        && (query.Status is null || summary.Status == query.Status)
        && (query.Step is null || summary.Steps.Any(s => s == query.Step || s.StartsWith(query.Step + ".", StringComparison.Ordinal)))
        && (!query.Waiting || summary.WaitsFor.Count > 0)
        && (!query.EffectsOnly || !summary.WithoutEffects)
        && (query.Text is not { Length: > 0 } text || Has(summary, text));

    private static bool Has(TraceSummary summary, string text) =>
        summary.TraceId.Contains(text, StringComparison.OrdinalIgnoreCase)
        || summary.Cause.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (summary.Error?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false)
        || summary.Steps.Any(s => s.Contains(text, StringComparison.OrdinalIgnoreCase));

    [LoggerMessage(8, LogLevel.Error, "The trace {TraceId} cannot be shown or written to disk")]
    private static partial void LogUnshown(ILogger log, Exception exception, string traceId);
}
