using Stepwell.Catalog;

namespace Stepwell.Local.Traces;

/// <summary>Sums a trace up.</summary>
internal sealed class Summaries(StepCatalog catalog, IReadOnlyList<NoopEdge> noops)
{
    internal TraceSummary Of(string id, IReadOnlyList<SpanDetail> spans, int open)
    {
        var first = spans[0];
        var latest = new Dictionary<(string, string?), SpanDetail>();
        foreach (var span in spans) latest[(span.Step, span.EventId ?? span.SpanId)] = span;
        var failed = latest.Values.LastOrDefault(s => s.Status is "deadLettered" or "failed");
        var retrying = latest.Values.LastOrDefault(s => s.Status is "retrying");
        // Whoever looks at a trace later does not make it longer.
        var end = spans.Where(s => !s.Read || s == first).Max(s => s.StartedAt.AddMilliseconds(s.DurationMs));
        return new TraceSummary
        {
            TraceId = id,
            Cause = first.Kind == "cron" ? first.Step : first.Trigger,
            Kind = first.Kind == "join" ? "event" : first.Kind,
            Flow = first.Flow,
            Flows = [.. spans.SelectMany(s => catalog.Handler(s.Step)?.Step.Flows ?? [s.Flow]).Distinct()],
            Status = retrying is not null ? "retrying" : open > 0 || spans.Any(s => s.Status == "running") ? "running" : failed is not null ? "failed" : first.Status == "rejected" ? "rejected" : "ok",
            StartedAt = first.StartedAt,
            DurationMs = (end - first.StartedAt).TotalMilliseconds,
            Steps = [.. spans.Select(s => s.Step).Distinct()],
            Spans = spans.Count,
            WithoutEffects = failed is null && first.Status != "rejected" && spans.All(s => s.Emitted.Count == 0 && s.Changes.Count == 0 && s.Discarded is null),
            WaitsFor = Waiting(spans),
            Error = (failed ?? retrying)?.Reason,
        };
    }

    /// <summary>A noop is waited for where what leads to it has happened and what it leads to has not run since.</summary>
    private List<string> Waiting(IReadOnlyList<SpanDetail> spans)
    {
        var waiting = new List<string>();
        foreach (var noop in noops)
        {
            var asked = spans.Where(s => s.Status == "ok" && (noop.AfterSteps.Contains(Step(s)) || s.Emitted.Any(e => noop.AfterTopics.Contains(e.Topic)))).Select(s => (DateTimeOffset?)s.StartedAt).Max();
            if (asked is not null && !spans.Any(s => s.Status == "ok" && noop.LeadsTo.Contains(Step(s)) && s.StartedAt >= asked)) waiting.Add(noop.Name);
        }
        return waiting;
    }

    private static string Step(SpanDetail span) => span.Step.Split('.')[0];
}

/// <summary>A noop and its dashed edges.</summary>
/// <param name="Name">The noop.</param>
/// <param name="AfterTopics">Topics that make it act.</param>
/// <param name="AfterSteps">Steps that make it act.</param>
/// <param name="LeadsTo">Steps by which it acts.</param>
internal sealed record NoopEdge(string Name, IReadOnlySet<string> AfterTopics, IReadOnlySet<string> AfterSteps, IReadOnlySet<string> LeadsTo);
