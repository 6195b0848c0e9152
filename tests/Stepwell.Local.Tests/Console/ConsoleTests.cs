using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stepwell.Local.Tests.Introspection;
using Stepwell.Local.Tests.Steps;
using Stepwell.Testing;

namespace Stepwell.Local.Tests.Console;

/// <summary>What an author sees in the console: one entry per thing that happens.</summary>
public sealed class ConsoleTests
{
    private readonly Transcript console = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ThatSucceeds_IsOneLine()
    {
        await using var desk = await StartAsync();
        var trace = await desk.OrderAsync("tea");
        var lines = console.With(trace, desk.App.Web.Services);
        Assert.Matches(@"^info  Ok 204 TakeOrder [0-9.]+ ms, attempt 1 of 1, trace [0-9a-f]{32}$", Assert.Single(lines, l => l.Contains("TakeOrder ", StringComparison.Ordinal)));
        Assert.Single(lines, l => l.Contains("Ok Check ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_WithWrongFields_IsALineThatNamesThem()
    {
        await using var desk = await StartAsync();
        using var answer = await desk.Http.PostAsync("/orders", new StringContent("""{"item":5}""", null, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var line = Assert.Single(console.With("TakeOrder", desk.App.Web.Services));
        Assert.Matches(@"^info  Rejected 400 TakeOrder .*: item: 5 is no text\. card: This member is required\.$", line);
    }

    [Theory]
    [InlineData("GET", "/nowhere%0Aforged", "info  Rejected 404 GET /nowhere%0Aforged: there is no such route")]
    [InlineData("DELETE", "/orders", "info  Rejected 405 DELETE /orders: it takes POST")]
    public async Task Request_WithoutRoute_IsALine(string method, string path, string expected)
    {
        await using var desk = await StartAsync();
        using var answer = await desk.Http.SendAsync(new HttpRequestMessage(new(method), path), Stop);
        Assert.Equal([expected], console.With("Rejected", desk.App.Web.Services));
    }

    [Fact]
    public async Task Request_OfAnotherSite_IsAWarning()
    {
        await using var desk = await StartAsync();
        using var answer = await desk.Http.SendAsync(new(HttpMethod.Post, "/orders") { Headers = { { "Origin", "https://evil.example" } } }, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.StartsWith("warn  Rejected 403 POST /orders: The request comes from a page of 'https://evil.example'.", Assert.Single(console.With("Rejected", desk.App.Web.Services)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_ThatIsDeadLettered_IsOneEntryWithTheCommandThatReplaysIt()
    {
        await using var desk = await StartAsync();
        var trace = await desk.OrderAsync("bad tea");
        var entry = Assert.Single(console.With(trace, desk.App.Web.Services), e => e.Contains("Check", StringComparison.Ordinal));
        Assert.Matches(@"^error Check gave up after [0-9.]+ ms, at attempt 1; the event is the dead letter [0-9a-f]{32} now: bad tea is no good\.", entry);
        var command = Regex.Match(entry, @"replay it: curl -X POST (\S+)");
        using var answer = await desk.Http.PostAsync(new Uri(command.Groups[1].Value), null, Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Api_ThatFails_IsOneEntryWithItsDuration()
    {
        await using var desk = await StartAsync();
        using var answer = await desk.Http.PostAsync("/orders/fail", null, Stop);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Matches(@"^error Fail failed with 500 after [0-9.]+ ms; nothing of it is committed: on purpose \(trace [0-9a-f]{32}\)\s", Assert.Single(console.With("Fail", desk.App.Web.Services)));
    }

    [Fact]
    public async Task Runs_MoreThanAreReadInASecond_AreCountedWhenItIsOverThoughNothingRunsAnyMore()
    {
        var time = new VirtualTime(new(2030, 1, 1, 0, 0, 0, 250, TimeSpan.Zero));
        await using var desk = await StartAsync(time);
        await RunAsync(desk, 60);
        Assert.Equal(50, console.With("Mixed.Get", desk.App.Web.Services).Count);

        time.AdvanceTo(time.GetUtcNow().AddMilliseconds(749));
        Assert.Empty(console.With("more", desk.App.Web.Services));
        time.AdvanceTo(time.GetUtcNow().AddMilliseconds(1));
        Assert.Equal(["info  and 10 more without failure, too many to list one by one"], console.With("more", desk.App.Web.Services));

        await RunAsync(desk, 51);
        Assert.Equal(100, console.With("Mixed.Get", desk.App.Web.Services).Count);
        time.AdvanceTo(time.GetUtcNow().AddSeconds(1));
        Assert.EndsWith(" 1 more without failure, too many to list one by one", console.With("more", desk.App.Web.Services)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_MoreThanAreReadWhenTheAppStops_AreCounted()
    {
        var desk = await StartAsync(new VirtualTime(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await RunAsync(desk, 53);
        var formatter = Transcript.Formatter(desk.App.Web.Services);

        await desk.DisposeAsync();

        Assert.Equal(["info  and 3 more without failure, too many to list one by one"], console.With("more", formatter));
    }

    private static async Task RunAsync(Desk desk, int times)
    {
        for (var i = 0; i < times; i++) await desk.Http.GetStringAsync("/mixed", Stop);
    }

    private Task<Desk> StartAsync(TimeProvider? time = null) => Desk.StartAsync(builder => builder.Services.AddSingleton<ILoggerProvider>(console), time);
}
