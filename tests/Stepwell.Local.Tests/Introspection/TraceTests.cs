using System.Net;

namespace Stepwell.Local.Tests.Introspection;

public sealed class TraceTests
{
    [Fact]
    public async Task Manifest_NamesAppStepsTopicsAndTypes()
    {
        await using var desk = await Desk.StartAsync();
        var manifest = await desk.GetAsync("manifest");
        Assert.Equal("DeskApp", (string?)manifest["app"]);
        Assert.Contains(manifest["steps"]!.AsArray(), s => (string?)s!["name"] == "TakeOrder");
        Assert.Contains(manifest["topics"]!.AsArray(), t => (string?)t!["name"] == "desk.ordered");
    }

    [Fact]
    public async Task Trace_ByItsId_HasItsSpansMasked()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await desk.OrderAsync("book", "4711");

        var detail = await desk.GetAsync($"traces/{trace}");

        Assert.Equal(trace, (string?)detail["summary"]!["traceId"]);
        Assert.Equal(["Check", "Ship", "TakeOrder"], detail["spans"]!.AsArray().Select(s => (string)s!["step"]!).Order());
        Assert.DoesNotContain("4711", detail.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(detail["spans"]!.AsArray().SelectMany(s => s!["logs"]!.AsArray()), l => (string?)l!["message"] == "An order for book");
        await desk.RefusedAsync(HttpStatusCode.NotFound, "no trace 'none'", "GET", "traces/none");
    }

    [Fact]
    public async Task Traces_Filtered_AreThoseThatMatch()
    {
        await using var desk = await Desk.StartAsync();
        var good = await desk.OrderAsync("book");
        var bad = await desk.OrderAsync("bad book");
        await desk.Http.GetAsync("/mixed", TestContext.Current.CancellationToken);
        await desk.App.History.CaughtUpAsync();

        Assert.Equal(3, (int)(await desk.GetAsync("traces"))["total"]!);
        Assert.Equal([bad], await IdsAsync("status=failed"));
        Assert.Equal([bad, good], await IdsAsync("step=Check&flow=desk"));
        Assert.Equal([good], await IdsAsync($"text={good[..12]}"));
        Assert.Equal([bad, good], await IdsAsync("effectsOnly=true"));
        Assert.Empty(await IdsAsync("waiting=true"));
        Assert.Empty(await IdsAsync("flow=other"));

        async Task<IEnumerable<string>> IdsAsync(string query) => (await desk.GetAsync("traces?" + query))["items"]!.AsArray().Select(t => (string)t!["traceId"]!);
    }

    [Fact]
    public async Task Traces_Paged_GiveEachOnceWhileNewOnesCome()
    {
        await using var desk = await Desk.StartAsync();
        var made = new List<string>();
        for (var i = 0; i < 5; i++) made.Insert(0, await desk.OrderAsync("book"));

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await desk.GetAsync("traces?count=2" + (next is null ? "" : $"&before={next}"));
            seen.AddRange(page["items"]!.AsArray().Select(t => (string)t!["traceId"]!));
            next = (string?)page["next"];
            await desk.OrderAsync("new");
        }
        while (next is not null);

        Assert.Equal(made, seen);
    }

    [Theory]
    [InlineData("status", "traces?status=fine")]
    [InlineData("count", "traces?count=1001")]
    [InlineData("count", "traces?count=1.5")]
    [InlineData("waiting", "traces?waiting=perhaps")]
    public async Task Traces_AskedForWrongly_AreRefusedWithWhy(string parameter, string path)
    {
        await using var desk = await Desk.StartAsync();
        await desk.RefusedAsync(HttpStatusCode.BadRequest, $"\"errors\":{{\"{parameter}\":", "GET", path);
    }
}
