using System.Net;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Fact]
    public async Task Trace_TwoRequests_HaveFreshIdsOfOurs()
    {
        await using var host = await StartAsync(new HostOptions());
        var (first, second) = (await CallAsync(host), await CallAsync(host));
        Assert.True(TraceIds.IsValid(first));
        Assert.True(TraceIds.IsValid(second));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Trace_ForgedTraceParent_DoesNotJoinAnothersTrace()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step => step.State.Set("order", step.TraceId));
        await using var host = await StartAsync(options);
        var victim = await CallAsync(host);
        using var answer = await PostAsync(host, "/call", null, ("traceparent", $"00-{victim}-00f067aa0ba902b7-01"), ("Stepwell-Trace-Id", victim));
        Assert.NotEqual(victim, TraceOf(answer));
        Assert.Equal(victim, await host.StateAsync<string>(victim, "order"));
        await host.QuietAsync();
        Assert.Equal(victim, RunsOf(host, nameof(Call)).Last().Span.W3CTraceId);
    }

    [Fact]
    public async Task Trace_EventsOverHops_StayInTheTraceWithAnUnbrokenParentChain()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step => step.Emit(new Chained(3)));
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/call", null, ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        await host.QuietAsync();
        var runs = host.Runs;
        Assert.Equal(5, runs.Count);
        Assert.All(runs, r => Assert.Equal(TraceOf(answer), r.TraceId));
        Assert.All(runs, r => Assert.Equal("0af7651916cd43dd8448eb211c80319c", r.Span.W3CTraceId));
        // Not by the order of their ends: an event may be handled before the attempt that emitted it is noted as ended.
        var spans = runs.Select(r => (string?)r.Span.SpanId).ToHashSet();
        var parents = runs.Where(r => r.Handler.Name != nameof(Call)).Select(r => r.Span.ParentSpanId).ToHashSet();
        Assert.Equal(runs.Count - 1, parents.Count);
        Assert.Subset(spans, parents);
    }

    [Fact]
    public async Task Trace_EventOfOnFailure_IsBelowTheFailedAttempt()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnRetried), _ => throw new ArgumentException("no"));
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Retried());
        await host.QuietAsync();
        var failed = Assert.Single(RunsOf(host, nameof(OnRetried)));
        Assert.Equal(failed.Span.SpanId, Assert.Single(RunsOf(host, nameof(OnGaveUp))).Span.ParentSpanId);
    }

    [Fact]
    public async Task InTrace_ExistingTrace_JoinsItsStateAndId()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step => step.State.Set("order", "tea"));
        options.Probe.AnswerAsync(nameof(CallInTrace), async step => await step.State.GetAsync<string>("order"));
        await using var host = await StartAsync(options);
        var trace = await CallAsync(host);
        using var answer = await PostAsync(host, $"/traces/{trace}/call");
        Assert.Equal("tea", await answer.Content.ReadAsStringAsync());
        Assert.Equal(trace, TraceOf(answer));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("nonsense")]
    public async Task InTrace_UnknownTrace_Is404AndRunsNothing(string id)
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, $"/traces/{id}/call");
        await ProblemAsync(answer, HttpStatusCode.NotFound);
        Assert.Equal(0, options.Probe.Count(nameof(CallInTrace)));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("event")]
    [InlineData("cron")]
    public async Task InTrace_OfATraceThatOnlyWorksInOtherGroups_IsKnown(string cause)
    {
        var options = new HostOptions();
        options.Probe.On(nameof(CallInGroup), step => step.Emit(new Boxed("a")));
        options.Probe.On(nameof(Yearly), step => step.Emit(new Boxed("a")));
        await using var host = await StartAsync(options);
        var trace = cause switch
        {
            "event" => await host.EmitAsync(new Boxed("a")),
            "cron" => await host.TickAsync<Yearly>(),
            _ => await CallRoomAsync(host),
        };
        await host.QuietAsync();
        Assert.Equal(trace, Assert.Single(options.Probe.Calls(nameof(OnBoxed))).TraceId);
        using var answer = await PostAsync(host, $"/traces/{trace}/call");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(trace, Assert.Single(options.Probe.Calls(nameof(CallInTrace))).TraceId);
    }

    [Fact]
    public async Task InTrace_OfATraceThatOnlyWorksInOtherGroups_IsKnownToItsFirstEvent()
    {
        var options = new HostOptions();
        var known = new TaskCompletionSource<HttpStatusCode>(TaskCreationOptions.RunContinuationsAsynchronously);
        options.Probe.On(nameof(CallInGroup), step => step.Emit(new Boxed("a")));
        IHostUnderTest? host = null;
        options.Probe.OnAsync(nameof(OnBoxed), async step =>
        {
            using var answer = await PostAsync(host!, $"/traces/{step.TraceId}/call");
            known.TrySetResult(answer.StatusCode);
        });
        await using var started = host = await StartAsync(options);
        await CallRoomAsync(host);
        Assert.Equal(HttpStatusCode.NoContent, await known.Task.InTimeAsync());
    }

    [Fact]
    public async Task InTrace_OfARequestWithoutEffects_Is404()
    {
        await using var host = await StartAsync(new HostOptions());
        using var looked = await host.Http.GetAsync(new Uri("/look", UriKind.Relative));
        using var answer = await PostAsync(host, $"/traces/{TraceOf(looked)}/call");
        await ProblemAsync(answer, HttpStatusCode.NotFound);
    }

    private static async Task<string> CallRoomAsync(IHostUnderTest host)
    {
        using var answer = await PostAsync(host, "/rooms/a/call");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return TraceOf(answer);
    }

    [Fact]
    public async Task Emit_ToAnotherTrace_RunsThere()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step => step.State.Set("order", 1));
        await using var host = await StartAsync(options);
        var target = await CallAsync(host);
        options.Probe.On(nameof(Call), step => step.Emit(new Ping(), new EmitOptions { TraceId = target }));
        await CallAsync(host);
        await host.QuietAsync();
        Assert.Equal(target, Assert.Single(options.Probe.Calls(nameof(OnPing))).TraceId);
    }

    [Fact]
    public async Task Emit_ToAnUnknownTrace_Is404AndCommitsNothing()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step =>
        {
            step.State.In("other").Set("key", 1);
            step.Emit(new Ping(), new EmitOptions { TraceId = TraceIds.New() });
        });
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/call");
        await ProblemAsync(answer, HttpStatusCode.NotFound);
        await host.QuietAsync();
        Assert.Equal(0, await host.StateAsync<int>("other", "key"));
        Assert.Equal(0, options.Probe.Count(nameof(OnPing)));
    }

    [Fact]
    public async Task Emit_ToAnUnknownTraceFromAnEvent_GivesUpAtOnce()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnPing), step => step.Emit(new Pong(), new EmitOptions { TraceId = new string('0', 32) }));
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Ping());
        await host.QuietAsync();
        var letter = await OnlyDeadLetterAsync(host);
        Assert.Equal(1, letter.Attempts);
        Assert.Contains("SW1011", letter.Reason, StringComparison.Ordinal);
    }
}
