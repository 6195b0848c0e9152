using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;
using Stepwell.Testing;

namespace Stepwell.Local.Tests.Introspection;

public sealed class LiveTests
{
    [Fact]
    public async Task Live_DuringAFlow_SendsStartsEndsAndLogs()
    {
        await using var desk = await Desk.StartAsync();
        using var live = await OpenAsync(desk);

        var trace = await desk.OrderAsync("book", "4711");

        var found = new List<(string Type, JsonNode Data)>();
        // The request may end after what it emitted was handled.
        while (!((string[])["TakeOrder", "Check"]).All(step => found.Any(f => f.Type == "ended" && (string?)f.Data["step"] == step))) found.Add(await NextAsync(live));
        Assert.Contains(found, f => f.Type == "started" && (string?)f.Data["step"] == "Check" && (string?)f.Data["status"] == "running");
        Assert.Contains(found, f => f.Type == "log" && (string?)f.Data["message"] == "An order for book" && (string?)f.Data["traceId"] == trace);
        var taken = found.Single(f => f.Type == "ended" && (string?)f.Data["step"] == "TakeOrder").Data;
        Assert.Equal("ok", (string?)taken["status"]);
        Assert.Equal(["desk.ordered"], taken["topics"]!.AsArray().Select(t => (string?)t));
    }

    [Fact]
    public async Task Live_ForWhoWantsRunsOnly_SendsNoLogsAndAsksForNone()
    {
        await using var desk = await Desk.StartAsync();
        await using var batches = desk.App.Web.Services.GetRequiredService<IIntrospection>().LiveAsync(logs: false, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = batches.MoveNextAsync();
        Assert.Equal((false, false), (desk.App.History.Live.IsIdle, desk.App.History.Live.WantsLogs));

        await desk.OrderAsync("book", "4711");

        var found = new List<LiveEvent>();
        while (true)
        {
            Assert.True(await next);
            found.AddRange(batches.Current.Events);
            if (found.Any(f => f is { Type: "ended", Data: LiveRun { Step: "Check" } })) break;
            next = batches.MoveNextAsync();
        }
        Assert.DoesNotContain(found, f => f.Data is LogLine);
        using var both = desk.App.History.Live.Listen();
        Assert.True(desk.App.History.Live.WantsLogs);
    }

    [Fact]
    public async Task Live_ForAReaderThatFellBehind_TellsHowMuchItMissed()
    {
        await using var desk = await Desk.StartAsync();
        using var end = new CancellationTokenSource();
        var batches = desk.App.Web.Services.GetRequiredService<IIntrospection>().LiveAsync(cancellation: end.Token).GetAsyncEnumerator(end.Token);
        var first = batches.MoveNextAsync();
        Publish(desk, 1);
        Assert.True(await first);

        Publish(desk, 2500);
        var (read, missed) = (0, 0);
        while (read + missed < 2500 && await batches.MoveNextAsync()) (read, missed) = (read + batches.Current.Events.Count, missed + batches.Current.Missed);

        Assert.Equal((2000, 500), (read, missed));
        await end.CancelAsync();
        Assert.False(await batches.MoveNextAsync());
        Assert.True(desk.App.History.Live.IsIdle);
    }

    [Fact]
    public async Task Live_AfterABurst_WritesMissedBeforeTheRest()
    {
        await using var desk = await Desk.StartAsync();
        using var live = await OpenAsync(desk);
        // Longer than what the reader can have taken before the buffer was full, whatever the timing.
        while (true)
        {
            Publish(desk, 20_000);
            for (var i = 0; i < 3000; i++)
                if (await NextAsync(live) is ("missed", { } data))
                {
                    Assert.InRange((int)data["count"]!, 1, int.MaxValue);
                    return;
                }
        }
    }

    [Fact]
    public async Task Live_WithoutNews_IsKeptOpenByAHeartbeat()
    {
        var time = new VirtualTime(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var desk = await Desk.StartAsync(time: time);
        using var live = await OpenAsync(desk);

        var line = live.ReadLineAsync(TestContext.Current.CancellationToken);
        // The timer may be set a moment after the first line was sent.
        while (!line.IsCompleted)
        {
            time.AdvanceTo(time.GetUtcNow().AddSeconds(15));
            await Task.Yield();
        }

        Assert.Equal(": still here", await line);
    }

    [Fact]
    public async Task Live_WhenTheHostStops_EndsCleanly()
    {
        var desk = await Desk.StartAsync();
        using var live = await OpenAsync(desk);

        await desk.App.StopAsync();

        while (await live.ReadLineAsync(TestContext.Current.CancellationToken) is not null)
        {
            // Lines of log about the stop.
        }
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task Live_WhenTheReaderGoes_StopsListening()
    {
        await using var desk = await Desk.StartAsync();
        var live = await OpenAsync(desk);
        Assert.False(desk.App.History.Live.IsIdle);

        live.Dispose();

        while (!desk.App.History.Live.IsIdle) await Task.Yield();
    }

    private static async Task<StreamReader> OpenAsync(Desk desk)
    {
        var reader = new StreamReader(await desk.Http.GetStreamAsync("/_stepwell/api/live", TestContext.Current.CancellationToken));
        Assert.Equal(": live", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return reader;
    }

    private static async Task<(string Type, JsonNode Data)> NextAsync(StreamReader live)
    {
        string? type = null;
        while (await live.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) type = line["event: ".Length..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return (type!, JsonNode.Parse(line["data: ".Length..])!);
        }
        throw new EndOfStreamException();
    }

    private static void Publish(Desk desk, int count)
    {
        for (var i = 0; i < count; i++) desk.App.History.Live.Publish(new LiveEvent("log", new LogLine(default, "Information", "test", "x", null, null, null, null)));
    }
}
