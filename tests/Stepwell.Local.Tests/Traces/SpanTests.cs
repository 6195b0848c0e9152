using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Local.Tests.Introspection;
using Stepwell.Local.Tests.Steps;
using Stepwell.Local.Traces;
using Stepwell.Testing;

namespace Stepwell.Local.Tests.Traces;

public sealed class SpanTests
{
    [Fact]
    public async Task Trace_OfAttemptsThatFailed_ShowsWhatTheyHadStagedApart()
    {
        await using var app = await TestApp.StartAsync<DeskApp>();
        var id = await app.EmitAsync(new Stumbled("text"));
        await app.AdvanceAsync(TimeSpan.FromMinutes(1));

        var trace = (await app.TraceAsync(id))!;

        Assert.Equal(["retrying", "deadLettered"], trace.Spans.Select(s => s.Status));
        Assert.All(trace.Spans, span =>
        {
            Assert.Empty(span.Emitted);
            Assert.Empty(span.Changes);
            Assert.Equal("desk.bulk", Assert.Single(span.Discarded!.Emitted).Topic);
            Assert.Equal("half", Assert.Single(span.Discarded.Changes).Key);
        });
        Assert.Empty(app.Emitted<Bulk>());
        Assert.Equal("failed", trace.Summary.Status);
        Assert.False(trace.Summary.WithoutEffects);
    }

    [Fact]
    public async Task Trace_OfAnAttemptThatFailed_HasTheRunnersOwnLines()
    {
        await using var app = await TestApp.StartAsync<DeskApp>();
        var id = await app.EmitAsync(new Stumbled("text"));
        await app.AdvanceAsync(TimeSpan.FromMinutes(1));

        var trace = (await app.TraceAsync(id))!;

        Assert.Contains(trace.Spans[0].Logs, l => l.Category == "Stepwell.Runner" && l.Message.Contains("is repeated at", StringComparison.Ordinal));
        Assert.Contains(trace.Spans[1].Logs, l => l.Category == "Stepwell.Runner" && l.Message.Contains("gave up", StringComparison.Ordinal));
        Assert.All(app.Logs.Where(l => l.Category is "Stepwell.Runner" or "Stepwell.Runs"), l => Assert.Equal((id, "Stumble"), (l.TraceId, l.Step)));
    }

    [Fact]
    public async Task Trace_ThatIsLookedAtLater_KeepsItsDurationAndTheLook()
    {
        await using var app = await TestApp.StartAsync<DeskApp>();
        using var placed = await app.Http.PostAsJsonAsync("/orders", new NewOrder("book", "1"), TestContext.Current.CancellationToken);
        var id = placed.Headers.GetValues(Running.ApiRunner.TraceHeader).Single();
        await app.QuietAsync();
        var before = (await app.TraceAsync(id))!.Summary.DurationMs;
        await app.AdvanceAsync(TimeSpan.FromHours(1));
        using var looked = await app.Http.GetAsync(new Uri("/orders/" + id, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        await app.QuietAsync();

        var trace = (await app.TraceAsync(id))!;

        Assert.Equal(before, trace.Summary.DurationMs);
        Assert.Equal("LookAtOrder", Assert.Single(trace.Spans, s => s.Read).Step);
    }

    [Fact]
    public async Task Traces_OfRequestsThatWereRefused_AreFoundByTheirStatus()
    {
        await using var desk = await Desk.StartAsync();
        await desk.OrderAsync("book");
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var refused = await desk.Http.PostAsync(new Uri("/orders", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await desk.App.History.CaughtUpAsync();

        var page = await desk.GetAsync("traces?status=rejected");

        Assert.Equal(refused.Headers.GetValues(Running.ApiRunner.TraceHeader).Single(), (string?)Assert.Single(page["items"]!.AsArray())!["traceId"]);
        Assert.Equal((1, false), ((int)page["total"]!, (bool)page["atLeast"]!));
        Assert.Single((await desk.GetAsync("traces?status=ok"))["items"]!.AsArray());
    }

    [Fact]
    public async Task DeadLetters_Listed_HaveATotal()
    {
        await using var desk = await Desk.StartAsync();
        for (var i = 0; i < 3; i++) await desk.OrderAsync("bad book");

        var page = await desk.GetAsync("dead-letters?count=1");

        Assert.Equal((1, 3, false), (page["items"]!.AsArray().Count, (int)page["total"]!, (bool)page["atLeast"]!));
        Assert.Equal(0, (int)(await desk.GetAsync("dead-letters?handler=Ship"))["total"]!);
    }

    [Fact]
    public async Task History_OfLongPayloads_IsCutMaskedAndBounded()
    {
        await using var app = await TestApp.StartAsync<DeskApp>(b => b.Configuration["Stepwell:Traces:MaxBytes"] = "2000000");
        var secret = new string('s', 50_000);
        string last = "";
        for (var i = 0; i < 60; i++)
        {
            using var answer = await app.Http.PostAsJsonAsync("/notes", new LongNote(new string('x', 200_000), secret), TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
            last = answer.Headers.GetValues(Running.ApiRunner.TraceHeader).Single();
            await app.QuietAsync();
        }
        var input = Assert.Single((await app.TraceAsync(last))!.Spans).Input!;
        Assert.Null(input.Json);
        Assert.Equal(32 * 1024, input.Text!.Length);
        Assert.True(input.Bytes > 250_000);
        Assert.DoesNotContain("sss", input.Text, StringComparison.Ordinal);

        var history = app.Services.GetRequiredService<TraceHistory>().State;
        Assert.InRange(history.Bytes, 1, 2_000_000);
        Assert.InRange(history.ShedTraces, 1, 59);
        Assert.Equal(60, history.Traces + history.ShedTraces);
        Assert.Equal(0, history.DroppedRuns);
    }
}
