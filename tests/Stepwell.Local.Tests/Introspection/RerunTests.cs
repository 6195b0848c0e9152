using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Local.Tests.Steps;

namespace Stepwell.Local.Tests.Introspection;

public sealed class RerunTests
{
    [Fact]
    public async Task Rerun_ARequest_SendsItAgainAsANewTrace()
    {
        await using var desk = await Desk.StartAsync();
        await desk.Http.PostAsync("/mixed", null, TestContext.Current.CancellationToken);
        await desk.Http.GetAsync("/mixed?a=b%20c", TestContext.Current.CancellationToken);
        await desk.App.History.CaughtUpAsync();
        var before = (string)(await desk.GetAsync("traces"))["items"]![0]!["traceId"]!;

        var (status, made) = await desk.SendAsync("POST", $"traces/{before}/rerun");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(200, (int)made!["httpStatus"]!);
        Assert.NotEqual(before, (string?)made["traceId"]);
        Assert.Equal("GET /mixed?a=b%20c", (string?)(await CauseAsync(desk, (string)made["traceId"]!))["request"]);
    }

    [Fact]
    public async Task Rerun_AnEventOrATick_IsEmittedOrFiredAgain()
    {
        await using var desk = await Desk.StartAsync();
        var sent = await desk.SendAsync("POST", "events", """{"topic":"desk.bulk","data":{"number":3}}""");
        var fired = await desk.SendAsync("POST", "cron/Nightly/run");
        foreach (var (trace, step) in new[] { ((string)sent.Json!["traceId"]!, "Count"), ((string)fired.Json!["traceId"]!, "Nightly") })
        {
            await desk.QuietAsync(trace);

            var (status, made) = await desk.SendAsync("POST", $"traces/{trace}/rerun");

            Assert.Equal(HttpStatusCode.Accepted, status);
            await desk.QuietAsync((string)made!["traceId"]!);
            var (old, fresh) = (await CauseAsync(desk, trace), await CauseAsync(desk, (string)made["traceId"]!));
            Assert.Equal(step, (string?)fresh["step"]);
            Assert.NotEqual((string?)old["eventId"], (string?)fresh["eventId"]);
            if (step == "Count") Assert.Equal(3, (int)fresh["input"]!["json"]!["number"]!);
        }
    }

    [Fact]
    public async Task Rerun_OfARecentTrace_HasItsSensitiveValues()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await desk.OrderAsync("book", "4711");

        var (_, made) = await desk.SendAsync("POST", $"traces/{trace}/rerun");

        Assert.Equal(200, (int)made!["httpStatus"]! / 100 * 100);
        var stored = await desk.App.Store.ListEntriesAsync((string)made["traceId"]!, TestContext.Current.CancellationToken);
        Assert.Contains("4711", System.Text.Encoding.UTF8.GetString(stored.Single(e => e.Key == "order").Json), StringComparison.Ordinal);
        Assert.DoesNotContain("4711", (await desk.GetAsync($"traces/{made["traceId"]}")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Rerun_OfARequestWhoseAnswerDoesNotEnd_TellsTheNewTrace()
    {
        await using var desk = await Desk.StartAsync();
        var gate = desk.App.Web.Services.GetRequiredService<Gate>();
        using var first = await desk.Http.GetAsync(new Uri("/ticker", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await desk.App.History.CaughtUpAsync();

        var (status, made) = await desk.SendAsync("POST", $"traces/{first.Headers.GetValues(Running.ApiRunner.TraceHeader).Single()}/rerun");

        Assert.Equal((HttpStatusCode.Accepted, 200), (status, (int)made!["httpStatus"]!));
        Assert.False(gate.Open.Task.IsCompleted);
        gate.Open.SetResult();
    }

    [Fact]
    public async Task Rerun_OfWhatIsNotKeptWhole_IsRefused()
    {
        await using var desk = await Desk.StartAsync();
        // So large that it is masked and cut at once.
        var trace = await desk.OrderAsync(new string('x', 60 * 1024));

        await desk.RefusedAsync(HttpStatusCode.Conflict, "only the beginning is kept", "POST", $"traces/{trace}/rerun");
        await desk.RefusedAsync(HttpStatusCode.NotFound, "no trace 'none'", "POST", "traces/none/rerun");
    }

    [Fact]
    public async Task Traces_ARequestThatWasRefused_IsListedAmongThoseWithEffects()
    {
        await using var desk = await Desk.StartAsync();
        await desk.Http.PostAsync("/orders", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        await desk.App.History.CaughtUpAsync();

        var found = Assert.Single((await desk.GetAsync("traces?effectsOnly=true"))["items"]!.AsArray());

        Assert.Equal("rejected", (string?)found!["status"]);
    }

    private static async Task<JsonNode> CauseAsync(Desk desk, string trace) => (await desk.GetAsync($"traces/{trace}"))["spans"]![0]!;
}
