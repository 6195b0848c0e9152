using System.Text.Json.Nodes;
using Stepwell.Introspection;
using Stepwell.Local.Tests.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Local.Tests.Traces;

public sealed class TraceFileTests
{
    [Fact]
    public void Save_OfATraceThatCannotBeWritten_KeepsTheOthersAndTellsOfIt()
    {
        var folder = Directory.CreateTempSubdirectory("stepwell");
        try
        {
            using var file = new TraceFile(Path.Combine(folder.FullName, "traces.db"));
            var refused = Assert.Single(file.Save([Trace("a", "1"), Trace("b", "\"\\ud800\""), Trace("c", "2")], []));
            Assert.Equal("b", refused.Trace.Summary.TraceId);
            Assert.Equal(["a", "c"], file.Load(10).Traces.Select(t => t.TraceId).Order());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task History_WithARunThatCannotBeNoted_NotesTheOthers()
    {
        await using var desk = await Desk.StartAsync();
        desk.App.History.Ended(SpitefulRun.Of(desk, inputBytes: 100_000));
        var trace = await desk.OrderAsync("book");
        Assert.Equal(trace, (string?)(await desk.GetAsync($"traces/{trace}"))["summary"]!["traceId"]);
        Assert.Equal(1, desk.App.History.State.DroppedRuns);
    }

    [Fact]
    public async Task History_WithATraceThatCannotBeShown_ShowsAndKeepsTheOthers()
    {
        var folder = Directory.CreateTempSubdirectory("stepwell");
        try
        {
            string trace;
            await using (var desk = await Desk.StartInAsync(folder.FullName))
            {
                desk.App.History.Ended(SpitefulRun.Of(desk, inputBytes: 10));
                trace = await desk.OrderAsync("book");
                Assert.Equal(trace, (string?)Assert.Single((await desk.GetAsync("traces"))["items"]!.AsArray())!["traceId"]);
                await desk.RefusedAsync(System.Net.HttpStatusCode.NotFound, "no trace", "GET", "traces/spiteful");
            }
            await using var again = await Desk.StartInAsync(folder.FullName);
            await again.EarlierAsync(trace);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TraceDetail Trace(string id, string input)
    {
        var summary = new TraceSummary { TraceId = id, Cause = "c", Kind = "api", Flow = "f", Flows = ["f"], Status = "ok", StartedAt = DateTimeOffset.UnixEpoch, DurationMs = 1, Steps = ["S"], Spans = 1, WithoutEffects = false };
        return new(summary, [new SpanDetail
        {
            SpanId = id, W3CTraceId = id, Step = "S", Flow = "f", Kind = "api", Trigger = "POST /", Attempt = 1, MaxAttempts = 1, Generation = 0, Status = "ok",
            StartedAt = DateTimeOffset.UnixEpoch, DurationMs = 1, Input = new Payload(JsonNode.Parse(input), null, input.Length),
        }]);
    }
}
