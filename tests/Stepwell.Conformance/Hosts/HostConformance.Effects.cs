using System.Net;
using Microsoft.AspNetCore.Http;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Running;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Fact]
    public async Task Effects_HandlerThrows_AreNotSeen()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnPing), step =>
        {
            step.State.Set("home", 1);
            step.State.In("other").Set("key", 1);
            step.Emit(new Pong());
            throw new GiveUpException("after all");
        });
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Ping());
        await host.QuietAsync();
        Assert.Equal(0, await host.StateAsync<int>(trace, "home"));
        Assert.Equal(0, await host.StateAsync<int>("other", "key"));
        Assert.Equal(0, options.Probe.Count(nameof(OnPong)));
    }

    [Fact]
    public async Task State_OwnWrites_AreReadBack()
    {
        var options = new HostOptions();
        options.Probe.AnswerAsync(nameof(Call), async step =>
        {
            step.State.Set("a1", 1);
            step.State.Set("a2", 2);
            step.State.Set("b", 3);
            step.State.Delete("a2");
            var other = step.State.In("other");
            other.Set("x", 7);
            var list = await step.State.ListAsync<int>("a");
            var others = await other.ListAsync<int>();
            return $"{await step.State.GetAsync<int>("a1")} {await step.State.GetAsync<int>("a2")} {string.Join(',', list.Keys)} {await other.GetAsync<int>("x")} {others.Count}";
        });
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/call");
        Assert.Equal("1 0 a1 7 1", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task State_GuardedKeyChangedMeanwhile_IsDiscardedAndRunAgainUncounted()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            var seen = await step.State.GetAsync<int>("count");
            if (seen == 0) await gate.PassAsync();
            step.State.Set("count", seen + 1);
            Assert.Equal(1, step.Attempt);
        });
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Ping());
        await gate.Reached;
        await host.SetStateAsync(trace, "count", 10);
        gate.Open();
        await host.QuietAsync();
        Assert.Equal(11, await host.StateAsync<int>(trace, "count"));
        Assert.Equal([RunStatus.Discarded, RunStatus.Ok], StatusesOf(host, nameof(OnPing)));
    }

    [Fact]
    public async Task State_GuardedKeyAlwaysChanged_FailsTheAttemptAfterTwentyDiscards()
    {
        var options = new HostOptions();
        IHostUnderTest? running = null;
        options.Probe.OnAsync(nameof(OnRetried), async step =>
        {
            var seen = await step.State.GetAsync<int>("count");
            if (step.Attempt == 1) await running!.SetStateAsync(step.TraceId, "count", seen + 1);
            step.State.Set("mine", await step.State.UpdateAsync<int>("count", n => n + 100));
        });
        await using var host = running = await StartAsync(options);
        await host.EmitAsync(new Retried());
        await host.QuietAsync();
        Assert.Equal([.. Enumerable.Repeat(RunStatus.Discarded, Limits.Discards), RunStatus.Retrying], StatusesOf(host, nameof(OnRetried)));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RunStatus.Ok, StatusesOf(host, nameof(OnRetried))[^1]);
    }

    [Fact]
    public async Task State_GuardedKeyChangedInAnApi_IsRunAgainAndAnsweredOnce()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.AnswerAsync(nameof(CallInGroup), async step =>
        {
            var seen = await step.State.GetAsync<int>("count");
            step.Http!.Response.Headers.Append("X-Seen", seen.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (seen == 0) await gate.PassAsync();
            step.State.Set("count", seen + 1);
            return seen;
        });
        await using var host = await StartAsync(options);
        var asking = PostAsync(host, "/rooms/a/call");
        await gate.Reached;
        await host.SetStateAsync("room/a", "count", 10);
        gate.Open();
        using var answer = await asking;
        Assert.Equal("10", await answer.Content.ReadAsStringAsync());
        Assert.Equal("10", Assert.Single(answer.Headers.GetValues("X-Seen")));
        Assert.Equal(11, await host.StateAsync<int>("room/a", "count"));
    }

    [Fact]
    public async Task State_BlindSet_LastWriterWins()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            step.State.Set("key", 1);
            await gate.PassAsync();
        });
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Ping());
        await gate.Reached;
        await host.SetStateAsync(trace, "key", 10);
        gate.Open();
        await host.QuietAsync();
        Assert.Equal(1, await host.StateAsync<int>(trace, "key"));
        Assert.Equal([RunStatus.Ok], StatusesOf(host, nameof(OnPing)));
    }

    [Fact]
    public async Task State_OfOtherGroups_IsThereBeforeTheHandlersOfTheEmitsRun()
    {
        var options = new HostOptions();
        var seen = new List<int>();
        options.Probe.On(nameof(Call), step =>
        {
            step.State.Set("home", 1);
            step.Emit(new Ping());
            step.State.In("other").Set("key", 2);
        });
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            seen.Add(await step.State.GetAsync<int>("home"));
            seen.Add(await step.State.In("other").GetAsync<int>("key"));
        });
        await using var host = await StartAsync(options);
        await CallAsync(host);
        await host.QuietAsync();
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public async Task State_InGroup_IsTheHomeGroup()
    {
        var options = new HostOptions();
        options.Probe.OnAsync<Boxed>(nameof(OnBoxed), async (e, step) => await step.State.UpdateAsync<int>("amount", n => n + e.Amount));
        await using var host = await StartAsync(options);
        for (var i = 0; i < 20; i++) await host.EmitAsync(new Boxed(i % 2 == 0 ? "a b/ü" : "c", 2));
        await host.QuietAsync();
        Assert.Equal(20, await host.StateAsync<int>("box/a b/ü", "amount"));
        Assert.Equal(20, await host.StateAsync<int>("box/c", "amount"));
        Assert.Empty(await host.DeadLettersAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("with\u0001control")]
    [InlineData("long")]
    public async Task State_InGroupOfABadName_IsDeadLetteredAtOnce(string box)
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Boxed(box == "long" ? new string('x', 300) : box));
        await host.QuietAsync();
        Assert.Equal(1, (await OnlyDeadLetterAsync(host)).Attempts);
        Assert.Equal(0, options.Probe.Count(nameof(OnBoxed)));
    }

    [Fact]
    public async Task State_InGroupOfABadName_Is400ForAnApi()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, $"/rooms/{new string('x', 300)}/call");
        await ProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal(0, options.Probe.Count(nameof(CallInGroup)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_WhoseBodyTheHandlerReadsItself_IsReadAgainAfterAConflict(bool idempotent)
    {
        var options = new HostOptions();
        IHostUnderTest? host = null;
        var read = new List<string>();
        options.Probe.AnswerAsync(nameof(CallInTrace), async step =>
        {
            var count = await step.State.GetAsync<int>("count");
            using var reader = new StreamReader(step.Http!.Request.Body);
            read.Add(await reader.ReadToEndAsync());
            if (read.Count == 1) await host!.SetStateAsync(step.TraceId, "count", 7);
            step.State.Set("count", count + read[^1].Length);
            return read[^1].Length;
        });
        options.Probe.On(nameof(Call), step => step.State.Set("count", 1));
        await using var started = host = await StartAsync(options);
        var trace = await CallAsync(host);
        var body = new string('x', 100_000);
        using var answer = await PostAsync(host, $"/traces/{trace}/call", new StringContent(body), idempotent ? [("Idempotency-Key", "one")] : []);
        Assert.Equal("100000", await answer.Content.ReadAsStringAsync());
        Assert.Equal([body, body], read);
        Assert.Equal(100_007, await host.StateAsync<int>(trace, "count"));
    }
}
