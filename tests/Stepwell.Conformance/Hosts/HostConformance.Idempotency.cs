using System.Net;
using Microsoft.AspNetCore.Http;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    private static Task<HttpResponseMessage> KeyedAsync(IHostUnderTest host, string key, string path = "/call", string body = "{}", string? user = null) =>
        PostAsync(host, path, Json(body), ("Idempotency-Key", key), ("X-User", user ?? ""));

    [Fact]
    public async Task Idempotency_SecondRequest_GetsTheStoredAnswerAndRunsNothing()
    {
        var options = new HostOptions();
        options.Probe.AnswerAsync(nameof(CallInGroup), async step =>
        {
            var count = await step.State.UpdateAsync<int>("count", n => n + 1);
            return ApiResult.Created("/there", new Ping("answer " + count)).WithHeader("X-One", "1");
        });
        await using var host = await StartAsync(options);
        using var first = await KeyedAsync(host, "k1", "/rooms/a/call");
        using var second = await KeyedAsync(host, "k1", "/rooms/a/call");
        using var other = await KeyedAsync(host, "k2", "/rooms/a/call");
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.Equal(("/there", "1"), (second.Headers.Location?.ToString(), second.Headers.GetValues("X-One").Single()));
        Assert.Equal("true", second.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("""{"text":"answer 2"}""", await other.Content.ReadAsStringAsync());
        Assert.Equal(2, await host.StateAsync<int>("room/a", "count"));
    }

    [Fact]
    public async Task Idempotency_FirstStillRunning_Is409()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(Call), _ => gate.PassAsync());
        await using var host = await StartAsync(options);
        var first = KeyedAsync(host, "k1");
        await gate.Reached;
        using var second = await KeyedAsync(host, "k1");
        await ProblemAsync(second, HttpStatusCode.Conflict);
        gate.Open();
        Assert.True((await first).IsSuccessStatusCode);
        using var third = await KeyedAsync(host, "k1");
        Assert.Equal(HttpStatusCode.NoContent, third.StatusCode);
        Assert.Equal(1, options.Probe.Count(nameof(Call)));
    }

    [Fact]
    public async Task Idempotency_SameKeyOtherBody_Is422()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        using var first = await KeyedAsync(host, "k1");
        using var second = await KeyedAsync(host, "k1", body: """{"a":1}""");
        await ProblemAsync(second, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(1, options.Probe.Count(nameof(Call)));
    }

    [Fact]
    public async Task Idempotency_Key_IsScopedToStepAndCaller()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        using var ann = await KeyedAsync(host, "k1", user: "ann");
        using var bob = await KeyedAsync(host, "k1", user: "bob", body: """{"a":1}""");
        using var elsewhere = await KeyedAsync(host, "k1", "/open", user: "ann");
        Assert.All([ann, bob, elsewhere], a => Assert.Equal(HttpStatusCode.NoContent, a.StatusCode));
        Assert.Equal((2, 1), (options.Probe.Count(nameof(Call)), options.Probe.Count(nameof(Open))));
    }

    [Fact]
    public async Task Idempotency_After500_IsReleased()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), _ => throw new InvalidOperationException("once"));
        await using var host = await StartAsync(options);
        using var first = await KeyedAsync(host, "k1");
        Assert.Equal(HttpStatusCode.InternalServerError, first.StatusCode);
        options.Probe.Answer(nameof(Call), _ => "fine");
        using var second = await KeyedAsync(host, "k1");
        Assert.Equal("fine", await second.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Idempotency_Answered4xx_IsStoredToo()
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(Call), _ => ApiResult.Conflict("taken"));
        await using var host = await StartAsync(options);
        using var first = await KeyedAsync(host, "k1");
        using var second = await KeyedAsync(host, "k1");
        Assert.Equal("taken", (await ProblemAsync(second, HttpStatusCode.Conflict)).GetProperty("detail").GetString());
        Assert.Equal(1, options.Probe.Count(nameof(Call)));
    }

    [Fact]
    public async Task Idempotency_InvalidRequest_DoesNotUseUpItsKey()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        using var wrong = await KeyedAsync(host, "k1", "/wrapped", """{"name":"tea"}""");
        await ProblemAsync(wrong, HttpStatusCode.BadRequest);
        using var fine = await KeyedAsync(host, "k1", "/wrapped", """{"name":"tea","count":1}""");
        Assert.Equal(HttpStatusCode.NoContent, fine.StatusCode);
    }

    [Fact]
    public async Task Idempotency_LeaseOver_IsTakenOver()
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(CallInGroup), step =>
        {
            step.State.Set("by", step.TraceId);
            return step.TraceId;
        });
        await using var host = await StartAsync(options);
        options.Faults.When((call, after) => call == nameof(Storage.IStepStore.CommitAsync) && !after);
        using var first = await KeyedAsync(host, "k1", "/rooms/a/call");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        options.Faults.Stop();
        using var tooEarly = await KeyedAsync(host, "k1", "/rooms/a/call");
        await ProblemAsync(tooEarly, HttpStatusCode.Conflict);
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        using var second = await KeyedAsync(host, "k1", "/rooms/a/call");
        using var third = await KeyedAsync(host, "k1", "/rooms/a/call");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(TraceOf(second), await third.Content.ReadAsStringAsync());
        Assert.Equal(TraceOf(second), await host.StateAsync<string>("room/a", "by"));
    }

    [Fact]
    public async Task Idempotency_ReplyOfTheCommitLost_IsStillAnsweredOnce()
    {
        var options = new HostOptions();
        options.Probe.AnswerAsync(nameof(CallInGroup), async step => await step.State.UpdateAsync<int>("count", n => n + 1));
        await using var host = await StartAsync(options);
        options.Faults.LoseReplies(nameof(Storage.IStepStore.CommitAsync), 3);
        using var first = await KeyedAsync(host, "k1", "/rooms/a/call");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        using var second = await KeyedAsync(host, "k1", "/rooms/a/call");
        Assert.Equal("1", await second.Content.ReadAsStringAsync());
        Assert.Equal(1, await host.StateAsync<int>("room/a", "count"));
    }

    [Fact]
    public async Task Idempotency_ReplyOfTheReservationLost_IsNotTakenForAnothers()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        options.Faults.LoseReplies(nameof(Storage.IStepStore.ReserveAsync));
        using var first = await KeyedAsync(host, "k1");
        using var second = await KeyedAsync(host, "k1");
        Assert.Contains(HttpStatusCode.NoContent, (HttpStatusCode[])[first.StatusCode, second.StatusCode]);
        Assert.Equal(1, options.Probe.Count(nameof(Call)));
    }

    [Fact]
    public async Task Idempotency_HandlerThatReturnsAResult_Is400BeforeItRuns()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        using var refused = await KeyedAsync(host, "k1", "/result");
        Assert.Contains("ApiResult", (await ProblemAsync(refused, HttpStatusCode.BadRequest)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, options.Probe.Count(nameof(CallForResult)));
        using var fine = await PostAsync(host, "/result", Json("{}"));
        Assert.Equal("fine", await fine.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Idempotency_AnswerCannotBeStored_Is500AndNothingCommitted()
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(CallInGroup), step =>
        {
            step.State.Set("key", 1);
            return Results.Text("streamed");
        });
        await using var host = await StartAsync(options);
        using var answer = await KeyedAsync(host, "k1", "/rooms/a/call");
        await ProblemAsync(answer, HttpStatusCode.InternalServerError);
        Assert.Equal(0, await host.StateAsync<int>("room/a", "key"));
    }

    [Fact]
    public async Task Idempotency_RetentionOver_IsANewRequest()
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(Call), step => step.TraceId);
        await using var host = await StartAsync(options);
        using var first = await KeyedAsync(host, "k1");
        await host.AdvanceAsync(TimeSpan.FromHours(25));
        using var second = await KeyedAsync(host, "k1", body: """{"a":1}""");
        Assert.NotEqual(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }
}
