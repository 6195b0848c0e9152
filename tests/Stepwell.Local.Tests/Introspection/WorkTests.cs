using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Local.Tests.Steps;
using Stepwell.Testing;

namespace Stepwell.Local.Tests.Introspection;

public sealed class WorkTests
{
    [Fact]
    public async Task Queues_WhileAStepRuns_TellDepthAndWhatIsInFlight()
    {
        await using var desk = await Desk.StartAsync();
        var gate = desk.App.Web.Services.GetRequiredService<Gate>();
        for (var i = 0; i < 3; i++) await desk.SendAsync("POST", "events", """{"topic":"desk.slow","data":{"name":"a"}}""");
        await gate.Entered.Task;

        var queue = (await desk.GetAsync("queues")).AsArray().Single(q => (string?)q!["handler"] == "Crawl")!;

        Assert.Equal((3, 1, 1, false), ((int)queue["depth"]!, (int)queue["inFlight"]!, (int)queue["concurrency"]!, (bool)queue["ordered"]!));
        Assert.Equal(["desk.slow"], queue["topics"]!.AsArray().Select(t => (string?)t));
        Assert.NotNull(queue["oldest"]);
        gate.Open.SetResult();
    }

    [Fact]
    public async Task Event_ByHand_StartsATraceWithAllSubscribers()
    {
        await using var desk = await Desk.StartAsync();

        var (status, sent) = await desk.SendAsync("POST", "events", """{"topic":"desk.ordered","data":{"item":"a","card":"c"}}""");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(["Check", "Ship"], sent!["subscribers"]!.AsArray().Select(s => (string)s!).Order());
        var trace = (string)sent["traceId"]!;
        await desk.QuietAsync(trace);
        var detail = await desk.GetAsync($"traces/{trace}");
        Assert.Equal("ok", (string?)detail["summary"]!["status"]);
        Assert.All(detail["spans"]!.AsArray(), s => Assert.Equal((string?)sent["eventId"], (string?)s!["eventId"]));
    }

    [Fact]
    public async Task Event_IntoATrace_JoinsItAndIsHandledOncePerDeduplicationId()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await desk.OrderAsync("book");
        var body = $$"""{"topic":"desk.paid","data":{"item":"it"},"traceId":"{{trace}}","deduplicationId":"once"}""";

        await desk.SendAsync("POST", "events", body);
        await desk.QuietAsync(trace);
        await desk.SendAsync("POST", "events", body);
        await desk.QuietAsync(trace);

        var detail = await desk.GetAsync($"traces/{trace}");
        Assert.Equal(["duplicate", "ok", "waiting"], detail["spans"]!.AsArray().Where(s => (string?)s!["step"] == "Ship").Select(s => (string)s!["status"]!).Order());
        Assert.Equal("ok", (string?)detail["summary"]!["status"]);
        Assert.Equal("\"bookit\"", (await desk.GetAsync($"state/{trace}?key=shipped"))["value"]!["json"]!.ToJsonString());
    }

    [Fact]
    public async Task Event_Delayed_WaitsInTheQueueUntilItIsDue()
    {
        var time = new VirtualTime(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var desk = await Desk.StartAsync(time: time);
        desk.App.Web.Services.GetRequiredService<Gate>().Open.SetResult();

        var (_, sent) = await desk.SendAsync("POST", "events", """{"topic":"desk.slow","data":{"name":"late"},"delayMs":60000}""");

        var trace = (string)sent!["traceId"]!;
        await desk.QuietAsync(trace);
        Assert.Equal(1, (int)(await desk.GetAsync("queues")).AsArray().Single(q => (string?)q!["handler"] == "Crawl")!["depth"]!);
        await desk.RefusedAsync(HttpStatusCode.NotFound, "no trace", "GET", $"traces/{trace}");
        time.AdvanceTo(time.GetUtcNow().AddMinutes(1));
        await desk.QuietAsync(trace);
        Assert.Equal("ok", (string?)(await desk.GetAsync($"traces/{trace}"))["summary"]!["status"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "no topic 'x'", """{"topic":"x","data":{}}""")]
    [InlineData(HttpStatusCode.NotFound, "no trace", """{"topic":"desk.slow","data":{"name":"a"},"traceId":"x"}""")]
    [InlineData(HttpStatusCode.NotFound, "no trace", """{"topic":"desk.slow","data":{"name":"a"},"traceId":"00000000000000000000000000000000"}""")]
    [InlineData(HttpStatusCode.BadRequest, "data.name", """{"topic":"desk.slow","data":{}}""")]
    [InlineData(HttpStatusCode.BadRequest, "data.quantity", """{"topic":"desk.ordered","data":{"item":"a","card":"c","quantity":101}}""")]
    [InlineData(HttpStatusCode.BadRequest, "data.card", """{"topic":"desk.ordered","data":{"item":"a","card":"***"}}""")]
    [InlineData(HttpStatusCode.BadRequest, "\"data\":", """{"topic":"desk.slow","data":null}""")]
    [InlineData(HttpStatusCode.BadRequest, "topic", """{"data":{}}""")]
    [InlineData(HttpStatusCode.BadRequest, "delayMs", """{"topic":"desk.slow","data":{"name":"a"},"delayMs":-1}""")]
    [InlineData(HttpStatusCode.BadRequest, "malformed", "{")]
    public async Task Event_ThatIsWrong_IsRefusedWithWhy(HttpStatusCode status, string words, string body)
    {
        await using var desk = await Desk.StartAsync();
        await desk.RefusedAsync(status, words, "POST", "events", body);
    }

    [Fact]
    public async Task Event_WithTooLongIds_IsRefused()
    {
        await using var desk = await Desk.StartAsync();
        var (id, text) = (new string('k', 129), new string('t', 200_001));
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "ordering key", "POST", "events", $$"""{"topic":"desk.slow","data":{"name":"a"},"orderingKey":"{{id}}"}""");
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "the limit is", "POST", "events", "{\"topic\":\"desk.slow\",\"data\":{\"name\":\"" + text + "\"}}");
    }

    [Fact]
    public async Task Orders_WhileTheQueuesAreFull_Are503()
    {
        await using var desk = await Desk.StartAsync(b => b.Configuration.AddInMemoryCollection([new("Stepwell:MaxQueued", "1")]));
        var gate = desk.App.Web.Services.GetRequiredService<Gate>();
        var (taken, _) = await desk.SendAsync("POST", "events", """{"topic":"desk.slow","data":{"name":"first"}}""");
        Assert.Equal(HttpStatusCode.Accepted, taken);
        await gate.Entered.Task;
        await desk.RefusedAsync(HttpStatusCode.ServiceUnavailable, "queues are full", "POST", "events", """{"topic":"desk.slow","data":{"name":"a"}}""");
        await desk.RefusedAsync(HttpStatusCode.ServiceUnavailable, "queues are full", "POST", "cron/Nightly/run");
        gate.Open.TrySetResult();
    }

    [Theory]
    [InlineData("Nightly")]
    [InlineData("Mixed")]
    public async Task Cron_ByHand_RunsInATraceOfItsOwn(string step)
    {
        await using var desk = await Desk.StartAsync();

        var (status, fired) = await desk.SendAsync("POST", $"cron/{step}/run");

        Assert.Equal(HttpStatusCode.Accepted, status);
        var trace = (string)fired!["traceId"]!;
        await desk.QuietAsync(trace);
        Assert.True((bool)(await desk.GetAsync($"state/{trace}?key=by-hand"))["value"]!["json"]!);
        Assert.Equal("ok", (string?)(await desk.GetAsync($"traces/{trace}"))["summary"]!["status"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "no step 'None'", "None")]
    [InlineData(HttpStatusCode.BadRequest, "has no schedule", "Check")]
    [InlineData(HttpStatusCode.BadRequest, "Twice.First, Twice.Second", "Twice")]
    public async Task Cron_ThatIsNone_IsRefused(HttpStatusCode status, string words, string step)
    {
        await using var desk = await Desk.StartAsync();
        await desk.RefusedAsync(status, words, "POST", $"cron/{step}/run");
    }

    [Fact]
    public async Task Crons_TellTheNextOccurrenceInTheirZone()
    {
        await using var desk = await Desk.StartAsync(time: new VirtualTime(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero)));

        var crons = (await desk.GetAsync("crons")).AsArray();

        Assert.Equal(4, crons.Count);
        var nightly = crons.Single(c => ((string)c!["handler"]!).StartsWith("Nightly", StringComparison.Ordinal))!;
        Assert.Equal("Europe/Berlin", (string?)nightly["schedules"]![0]!["timeZone"]);
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 5, 0, 0, TimeSpan.Zero), (DateTimeOffset)nightly["next"]!);
    }

    [Fact]
    public async Task Overview_CountsRunsAndFailuresOfTheLastMinutes()
    {
        var time = new VirtualTime(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var desk = await Desk.StartAsync(time: time);
        await desk.OrderAsync("book");
        time.AdvanceTo(time.GetUtcNow().AddMinutes(10));
        await desk.OrderAsync("bad book");

        Assert.Equal((1, 1), await CheckOf(""));
        Assert.Equal((2, 1), await CheckOf("?minutes=15"));
        var idle = (await desk.GetAsync("overview"))["steps"]!.AsArray().Single(s => (string?)s!["handler"] == "Crawl")!;
        Assert.Equal((0, null), ((int)idle["runs"]!, (double?)idle["p95Ms"]));
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "minutes", "GET", "overview?minutes=61");

        async Task<(int, int)> CheckOf(string query)
        {
            var step = (await desk.GetAsync("overview" + query))["steps"]!.AsArray().Single(s => (string?)s!["handler"] == "Check")!;
            Assert.NotNull((double?)step["p50Ms"]);
            return ((int)step["runs"]!, (int)step["failures"]!);
        }
    }
}
