using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stepwell.Local.Traces;

namespace Stepwell.Local.Tests.Introspection;

public sealed class LogsTests
{
    [Fact]
    public async Task Logs_AfterAFlow_HaveTheLinesOfStepsWithTraceSpanAndValues()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await desk.OrderAsync("book");

        var line = Lines(await desk.GetAsync($"logs?trace={trace}&text=an+order")).Single();

        Assert.Equal(("An order for book", "Information", "book"), ((string)line["message"]!, (string)line["level"]!, (string)line["values"]!["Item"]!));
        var span = (await desk.GetAsync($"traces/{trace}"))["spans"]!.AsArray().Single(s => (string?)s!["spanId"] == (string?)line["spanId"])!;
        Assert.Equal((string?)span["step"], (string?)line["step"]);
        Assert.Empty(Lines(await desk.GetAsync($"logs?trace={trace}&level=critical")));
        Assert.NotEmpty(Lines(await desk.GetAsync($"logs?trace={trace}&step={line["step"]}")));
        Assert.Empty(Lines(await desk.GetAsync($"logs?trace={trace}&step=Nobody")));
    }

    [Fact]
    public async Task Logs_OutsideOfTraces_AreThereWithTheirException()
    {
        await using var desk = await Desk.StartAsync();
        Write(desk).LogError(new InvalidOperationException("It broke."), "Cannot reach {Server} after {Tries} tries of {Hosts}", "mars", 3, new[] { "a", "b" });

        var line = Lines(await desk.GetAsync("logs?level=Error&text=mars")).Single();

        Assert.Equal(("Test.Host", null, null), ((string)line["category"]!, (string?)line["traceId"], (string?)line["step"]));
        Assert.Contains("InvalidOperationException: It broke.", (string?)line["exception"], StringComparison.Ordinal);
        Assert.Equal("""{"Server":"mars","Tries":3,"Hosts":"a, b"}""", line["values"]!.ToJsonString());
    }

    [Fact]
    public async Task Logs_AskedOnFromTheLast_AreTheNewOnesOnly()
    {
        await using var desk = await Desk.StartAsync();
        Write(desk).LogInformation("first");
        var last = (long)(await desk.GetAsync("logs"))["last"]!;
        Write(desk).LogInformation("second");
        Write(desk).LogInformation("third");

        var all = await desk.GetAsync($"logs?after={last}");
        var one = await desk.GetAsync($"logs?after={last}&count=1");

        Assert.Equal(["second", "third"], Lines(all).Select(l => (string)l["message"]!));
        Assert.Equal((last + 2, 0), ((long)all["last"]!, (int)all["leftOut"]!));
        Assert.Equal(("third", 1), ((string)Lines(one).Single()["message"]!, (int)one["leftOut"]!));
        // A number of a process before.
        Assert.NotEmpty(Lines(await desk.GetAsync("logs?after=999999999")));
    }

    [Fact]
    public async Task Logs_MoreThanAreKept_LetTheOldestGoAndSayHowMany()
    {
        await using var desk = await Desk.StartAsync();
        Write(desk).LogInformation("the oldest");
        var last = (long)(await desk.GetAsync("logs"))["last"]!;
        var log = Write(desk);
        for (var i = 0; i < RecentLogs.MaxLines + 5; i++) log.LogInformation("line {Number}", i);

        var page = await desk.GetAsync($"logs?after={last}&count=10&text=line");

        Assert.Equal((5, RecentLogs.MaxLines - 10), ((long)page["gone"]!, (int)page["leftOut"]!));
        Assert.Equal($"line {RecentLogs.MaxLines + 4}", (string?)Lines(page).Last()["message"]);
        Assert.Empty(Lines(await desk.GetAsync("logs?text=the+oldest")));
    }

    [Fact]
    public void Logs_OfLongLines_TakeNoMoreMemoryThanTheyMay()
    {
        var logs = new RecentLogs();
        var text = new string('x', 8 * 1024);
        for (var i = 0; i < 3000; i++)
            logs.Add(new() { At = default, Level = LogLevel.Information, Category = "c", Message = text, TraceId = null, SpanId = null, Step = null, Exception = null, Values = [] });

        var page = logs.Read(new LogQuery { Count = 1 }, LogLevel.Trace);

        Assert.InRange(page.LeftOut, 500, RecentLogs.MaxBytes / (2 * text.Length));
        Assert.Equal(3000, page.Last);
    }

    [Theory]
    [InlineData("level", "logs?level=loud")]
    [InlineData("after", "logs?after=-1")]
    [InlineData("after", "logs?after=x")]
    [InlineData("count", "logs?count=1001")]
    public async Task Logs_AskedWrongly_AreRefusedWithWhy(string words, string path)
    {
        await using var desk = await Desk.StartAsync();
        await desk.RefusedAsync(HttpStatusCode.BadRequest, words, "GET", path);
    }

    private static ILogger Write(Desk desk) => desk.App.Web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Test.Host");

    private static IEnumerable<JsonObject> Lines(JsonNode page) => page["lines"]!.AsArray().Select(l => l!.AsObject());
}
