using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Pages.Traces;

/// <summary>A trace as its page shows it: attempts below what led to them, on one scale of time.</summary>
public sealed class TraceView
{
    private readonly Dictionary<string, SpanDetail> byId = new(StringComparer.Ordinal);
    private readonly ILookup<string, SpanDetail> byEvent;

    private TraceView(TraceDetail detail, bool reads, DateTimeOffset now)
    {
        Detail = detail;
        foreach (var span in detail.Spans) byId[span.SpanId] = span;
        byEvent = detail.Spans.Where(s => s.EventId is not null).ToLookup(s => s.EventId!, StringComparer.Ordinal);
        var shown = detail.Spans.Where((s, i) => i == 0 || reads || !s.Read).ToList();
        Reads = detail.Spans.Skip(1).Count(s => s.Read);
        Rows = [.. InOrder(shown).Select(s => SpanRow.Of(s.Span, s.Depth, Start, now))];
        Scale = TimeScale.Of(Rows.Select(r => (Math.Max(0, Math.Min(r.WaitFrom ?? r.From, r.From)), Math.Max(r.To, 0))));
        Logs = [.. detail.Spans.SelectMany(s => s.Logs).OrderBy(l => l.At)];
    }

    public TraceDetail Detail { get; }

    public TraceSummary Summary => Detail.Summary;

    /// <summary>The attempt that started it all.</summary>
    public SpanDetail Cause => Detail.Spans[0];

    public DateTimeOffset Start => Summary.StartedAt;

    /// <summary>The attempts, each below what emitted its event.</summary>
    public IReadOnlyList<SpanRow> Rows { get; }

    /// <summary>How many requests came later that only looked.</summary>
    public int Reads { get; }

    public TimeScale Scale { get; }

    /// <summary>All lines of log, by time.</summary>
    public IReadOnlyList<LogLine> Logs { get; }

    /// <summary>True while something runs.</summary>
    public bool Running => Detail.Spans.Any(s => s.Status == "running");

    public static TraceView Of(TraceDetail detail, bool reads, DateTimeOffset now) => new(detail, reads, now);

    public SpanDetail? Span(string? id) => id is not null && byId.TryGetValue(id, out var span) ? span : null;

    /// <summary>The attempts that an event led to; empty where none started yet.</summary>
    public IEnumerable<SpanDetail> LedTo(string eventId) => byEvent[eventId];

    /// <summary>Other attempts at the same event by the same handler, itself among them.</summary>
    public IEnumerable<SpanDetail> Attempts(SpanDetail span) => span.EventId is null ? [span] : byEvent[span.EventId].Where(s => s.Step == span.Step);

    /// <summary>What led to an attempt, from the cause on.</summary>
    public IReadOnlyList<SpanDetail> Above(SpanDetail span)
    {
        var above = new List<SpanDetail>();
        for (var at = Span(span.ParentSpanId); at is not null && at != span && !above.Contains(at); at = Span(at.ParentSpanId)) above.Insert(0, at);
        return above;
    }

    /// <summary>What an earlier attempt of this trace had left at the key that an attempt wrote without reading it; null where none had.</summary>
    public (SpanDetail By, StateChangeDetail Change)? Before(SpanDetail span, StateChangeDetail change)
    {
        var by = Detail.Spans.LastOrDefault(s => s != span && s.StartedAt < span.StartedAt && s.Changes.Any(c => c.Group == change.Group && c.Key == change.Key));
        return by is null ? null : (by, by.Changes.Last(c => c.Group == change.Group && c.Key == change.Key));
    }

    /// <summary>The number of a line among those of the trace; -1 for none.</summary>
    public int NumberOf(LogLine line)
    {
        for (var i = 0; i < Logs.Count; i++)
            if (ReferenceEquals(Logs[i], line))
                return i;
        return -1;
    }

    private List<(SpanDetail Span, int Depth)> InOrder(List<SpanDetail> spans)
    {
        var known = spans.Select(s => s.SpanId).ToHashSet(StringComparer.Ordinal);
        var below = spans.ToLookup(s => s.ParentSpanId is { } parent && parent != s.SpanId && known.Contains(parent) ? parent : "", StringComparer.Ordinal);
        var (ordered, seen) = (new List<(SpanDetail, int)>(spans.Count), new HashSet<string>(StringComparer.Ordinal));
        var stack = new Stack<(SpanDetail Span, int Depth)>();
        Push(below[""], 0);
        Take();
        // Parents in a circle lead nowhere, but what ran is shown.
        foreach (var lost in spans.Where(s => !seen.Contains(s.SpanId)))
        {
            stack.Push((lost, 0));
            Take();
        }
        return ordered;

        void Take()
        {
            while (stack.TryPop(out var next))
            {
                if (!seen.Add(next.Span.SpanId)) continue;
                ordered.Add(next);
                Push(below[next.Span.SpanId], next.Depth + 1);
            }
        }

        // Attempts at one event stay together, in the order in which the first of each began.
        void Push(IEnumerable<SpanDetail> siblings, int depth)
        {
            var groups = siblings.GroupBy(s => (s.Step, s.EventId ?? s.SpanId)).OrderBy(g => g.Min(s => s.StartedAt));
            foreach (var span in groups.SelectMany(g => g.OrderBy(s => s.StartedAt).ThenBy(s => s.Attempt)).Reverse()) stack.Push((span, depth));
        }
    }
}
