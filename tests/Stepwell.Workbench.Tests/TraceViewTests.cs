using System.Text.Json.Nodes;
using Stepwell.Introspection;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Pages.Traces;

namespace Stepwell.Workbench.Tests;

public sealed class TraceViewTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Rows_OfATrace_StandBelowWhatLedToThemAttemptsTogether()
    {
        var view = View(Span("a", null, "Place", 0), Span("b1", "a", "Price", 2, attempt: 1, status: "retrying"), Span("c", "a", "Reserve", 3),
            Span("d", "c", "Ledger", 5), Span("b2", "a", "Price", 1002, attempt: 2), Span("x", "outside", "Decide", 5000, kind: "api"));

        Assert.Equal(["0 a", "1 b1", "1 b2", "1 c", "2 d", "0 x"], view.Rows.Select(r => $"{r.Depth} {r.Span.SpanId}"));
        Assert.Equal(["b1", "b2"], view.Attempts(view.Span("b2")!).Select(s => s.SpanId));
        Assert.Equal(["a", "c"], view.Above(view.Span("d")!).Select(s => s.SpanId));
        Assert.Equal(2, view.Scale.Breaks.Count);
    }

    [Fact]
    public void Rows_OfRequestsThatOnlyLooked_AreLeftOutUntilAskedFor()
    {
        SpanDetail[] spans = [Span("a", null, "Place", 0), Span("b", null, "Get", 10, kind: "api") with { Read = true }];

        Assert.Equal(["a"], View(spans).Rows.Select(r => r.Span.SpanId));
        Assert.Equal(1, View(spans).Reads);
        Assert.Equal(["a", "b"], TraceView.Of(Detail(spans), true, Start).Rows.Select(r => r.Span.SpanId));
    }

    [Fact]
    public void Rows_OfParentsInACircle_AreShownOnceEach()
    {
        var view = View(Span("a", null, "Place", 0), Span("b", "c", "One", 1), Span("c", "b", "Two", 2));

        Assert.Equal(["b"], view.Above(view.Span("c")!).Select(s => s.SpanId));
        Assert.Equal(["a", "b", "c"], view.Rows.Select(r => r.Span.SpanId).Order());
    }

    [Fact]
    public void Before_OfABlindWrite_IsWhatAnEarlierAttemptLeft()
    {
        var first = new StateChangeDetail("g", "k", null, false, new Payload(JsonValue.Create(1), null, 1));
        var second = first with { After = new Payload(JsonValue.Create(2), null, 1) };
        var view = View(Span("a", null, "Place", 0) with { Changes = [first] }, Span("b", "a", "Price", 2) with { Changes = [second] });

        Assert.Null(view.Before(view.Span("a")!, first));
        Assert.Equal(1, (int)view.Before(view.Span("b")!, second)!.Value.Change.After!.Json!);
    }

    [Fact]
    public void Row_OfARunningAttempt_ReachesUntilNow()
    {
        var view = TraceView.Of(Detail(Span("a", null, "Place", 0, status: "running")), false, Start.AddSeconds(3));

        Assert.Equal(3000, Assert.Single(view.Rows).To);
    }

    private static TraceView View(params SpanDetail[] spans) => TraceView.Of(Detail(spans), false, Start);

    private static TraceDetail Detail(params SpanDetail[] spans) => new(new TraceSummary
    {
        TraceId = "t", Cause = "POST /", Kind = "api", Flow = "f", Flows = ["f"], Status = "ok", StartedAt = Start, DurationMs = 1, Steps = [], Spans = spans.Length, WithoutEffects = false,
    }, spans);

    private static SpanDetail Span(string id, string? parent, string step, double at, int attempt = 1, string status = "ok", string kind = "event") => new()
    {
        SpanId = id, ParentSpanId = parent, W3CTraceId = new string('0', 32), Step = step, Flow = "f", Kind = kind, Trigger = "t", EventId = kind == "api" ? null : "e" + parent,
        Attempt = attempt, MaxAttempts = 5, Status = status, StartedAt = Start.AddMilliseconds(at), DurationMs = 1,
    };
}
