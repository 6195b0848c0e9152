using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Local.Tests.Introspection;
using Stepwell.Local.Tests.Steps;
using Stepwell.Local.Traces;
using Stepwell.Testing;

namespace Stepwell.Local.Tests.Traces;

/// <summary>Traces come to an end, and go in the end.</summary>
public sealed class EndTests : IDisposable
{
    private readonly HistoryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Attempt_CutOffByAKill_EndsAtTheNextStart()
    {
        HistoryFolder after;
        string trace;
        await using (var desk = await Desk.StartInAsync(folder.Path))
        {
            var gate = Gate(desk);
            using var started = await desk.Http.PostAsync(new Uri("/slow", UriKind.Relative), null, TestContext.Current.CancellationToken);
            trace = started.Headers.GetValues(Running.ApiRunner.TraceHeader).Single();
            await gate.Entered.Task;
            await folder.OnDiskAsync(trace, spans => spans.Where(s => s.Status == "running").Select(s => s.Step).SequenceEqual(["Crawl"]));
            after = folder.AsAfterAKill();
            gate.Open.SetResult();
        }
        using (after)
        {
            await using var desk = await Desk.StartInAsync(after.Path);
            Gate(desk).Open.SetResult();
            await desk.QuietAsync(trace);

            var detail = await desk.GetAsync($"traces/{trace}");

            var crawls = detail["spans"]!.AsArray().Where(s => (string?)s!["step"] == "Crawl").ToList();
            Assert.Equal(["returned", "ok"], crawls.Select(s => (string?)s!["status"]));
            Assert.Equal("The process ended during the attempt.", (string?)crawls[0]!["reason"]);
            Assert.Equal("ok", (string?)detail["summary"]!["status"]);
            await after.OnDiskAsync(trace, spans => spans.All(s => s.Status != "running"));
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("api", "failed", "failed")]
    [InlineData("event", "returned", "ok")]
    public async Task Attempt_CutOffThatIsNotRepeated_EndsAtTheNextStart(string kind, string span, string trace)
    {
        using (var file = new TraceFile(folder.File)) file.Save([Cut("cut", kind)], []);
        await using (var desk = await Desk.StartInAsync(folder.Path))
        {
            var detail = await desk.GetAsync("traces/cut");
            Assert.Equal((trace, span), ((string?)detail["summary"]!["status"], (string?)detail["spans"]![0]!["status"]));
            Assert.Equal(trace, (string?)Assert.Single((await desk.GetAsync("traces"))["items"]!.AsArray())!["status"]);
        }
        using (var file = new TraceFile(folder.File)) Assert.Equal(span, Assert.Single(file.Spans("cut")).Status);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("waits")]
    [InlineData("could not be noted")]
    public async Task Trace_BehindOneThatDoesNotAge_GoesInTheEnd(string first)
    {
        var time = new VirtualTime(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var desk = await Desk.StartAsync<DeskApp>(null, time, folder.Path);
        if (first == "waits") await desk.SendAsync("POST", "events", $$"""{"topic":"desk.bulk","data":{"number":1},"delayMs":{{30L * 24 * 3600 * 1000}}}""");
        else desk.App.History.Ended(SpitefulRun.Of(desk, inputBytes: 100_000));
        var trace = await desk.OrderAsync("book");
        await folder.OnDiskAsync(trace, spans => spans.Count == 3);

        time.AdvanceTo(time.GetUtcNow().AddDays(8));

        while ((await desk.SendAsync("GET", $"traces/{trace}")).Status != HttpStatusCode.NotFound) await HistoryFolder.PauseAsync();
        await folder.OnDiskAsync(trace, spans => spans.Count == 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Event_ThatIsRefused_LeavesNoTrace()
    {
        await using var desk = await Desk.StartAsync(b => b.Configuration["Stepwell:MaxQueued"] = "1");
        const string body = """{"topic":"desk.bulk","data":{"number":1},"delayMs":3600000}""";
        Assert.Equal(HttpStatusCode.Accepted, (await desk.SendAsync("POST", "events", body)).Status);
        Assert.Equal(1, desk.App.History.State.Traces);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await desk.SendAsync("POST", "events", body)).Status);
        Assert.Equal(1, desk.App.History.State.Traces);
    }

    private static Gate Gate(Desk desk) => desk.App.Web.Services.GetRequiredService<Gate>();

    private static TraceDetail Cut(string id, string kind)
    {
        var summary = new TraceSummary { TraceId = id, Cause = "c", Kind = kind, Flow = "f", Flows = ["f"], Status = "running", StartedAt = DateTimeOffset.UnixEpoch.AddYears(60), DurationMs = 1, Steps = ["S"], Spans = 1, WithoutEffects = false };
        return new(summary, [new SpanDetail
        {
            SpanId = id, W3CTraceId = id, Step = "S", Flow = "f", Kind = kind, Trigger = "t", EventId = kind == "api" ? null : "e", Attempt = 1, MaxAttempts = 1, Status = "running",
            StartedAt = summary.StartedAt, DurationMs = 0,
        }]);
    }
}
