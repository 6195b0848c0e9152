using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Fact]
    public async Task Retry_Default_IsFiveAttemptsWithGrowingDelays()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnPing), _ => throw new InvalidOperationException("broken"));
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Ping());
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        var runs = RunsOf(host, nameof(OnPing)).ToList();
        Assert.Equal([1, 2, 3, 4, 5], runs.Select(r => r.Attempt));
        for (var i = 1; i < runs.Count; i++)
            Assert.InRange(runs[i].StartedAt - runs[i - 1].StartedAt, TimeSpan.FromSeconds(0.8 * (1 << (i - 1))), TimeSpan.FromSeconds((1.2 * (1 << (i - 1))) + 0.01));
        Assert.Equal([RunStatus.Retrying, RunStatus.Retrying, RunStatus.Retrying, RunStatus.Retrying, RunStatus.DeadLettered], runs.Select(r => r.Status));
        var letter = await OnlyDeadLetterAsync(host);
        Assert.Equal(5, letter.Attempts);
        Assert.Equal("broken", letter.Reason);
        Assert.Contains(nameof(InvalidOperationException), letter.Exception, StringComparison.Ordinal);
        Assert.Equal(nameof(OnPing), letter.Handler);
    }

    [Fact]
    public async Task Retry_OfItsOwn_CountsAndNeverWaitsLongerThanItsLongestDelay()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnRetried), _ => throw new InvalidOperationException("broken"));
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Retried());
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        var runs = RunsOf(host, nameof(OnRetried)).ToList();
        Assert.Equal(3, runs.Count);
        Assert.InRange(runs[1].StartedAt - runs[0].StartedAt, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12.01));
        Assert.InRange(runs[2].StartedAt - runs[1].StartedAt, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(15.01));
    }

    [Fact]
    public async Task Retry_SecondAttemptSucceeds_CommitsOnceAndKeepsTheIdempotencyKey()
    {
        var options = new HostOptions();
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            await step.State.UpdateAsync<int>("count", n => n + 1);
            if (step.Attempt == 1) throw new InvalidOperationException("once");
        });
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Ping());
        await host.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await host.StateAsync<int>(trace, "count"));
        var calls = options.Probe.Calls(nameof(OnPing));
        Assert.Equal([1, 2], calls.Select(c => c.Attempt));
        Assert.Single(calls.Select(c => c.IdempotencyKey).Distinct());
        Assert.Empty(await host.DeadLettersAsync());
    }

    [Theory]
    [InlineData(typeof(ArgumentException))]
    [InlineData(typeof(ArgumentNullException))]
    [InlineData(typeof(GiveUpException))]
    public async Task Retry_FinalException_DeadLettersAtOnce(Type exception)
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnRetried), _ => throw (Exception)Activator.CreateInstance(exception)!);
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Retried());
        await host.QuietAsync();
        Assert.Equal([RunStatus.DeadLettered], StatusesOf(host, nameof(OnRetried)));
        Assert.Equal(1, (await OnlyDeadLetterAsync(host)).Attempts);
    }

    [Fact]
    public async Task OnFailure_AfterTheLastAttempt_RunsOnceWithTheDeadLetter()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnRetried), step =>
        {
            step.State.Set("leaked", 1);
            throw new InvalidOperationException("broken");
        });
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Retried());
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("broken", await host.StateAsync<string>(trace, "failed"));
        Assert.Equal(0, await host.StateAsync<int>(trace, "leaked"));
        Assert.Equal(new GaveUp("broken", 3), Assert.Single(options.Probe.Calls(nameof(OnGaveUp))).Message);
        Assert.Equal(1, options.Probe.Count(nameof(OnRetried.OnFailureAsync)));
        Assert.Equal("broken", (await OnlyDeadLetterAsync(host)).Reason);
    }

    [Fact]
    public async Task OnFailure_Throws_DeadLettersAllTheSame()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnRetried), _ => throw new GiveUpException("first"));
        options.Probe.On(nameof(OnRetried.OnFailureAsync), _ => throw new InvalidOperationException("second"));
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Retried());
        await host.QuietAsync();
        var letter = await OnlyDeadLetterAsync(host);
        Assert.Contains("first", letter.Reason, StringComparison.Ordinal);
        Assert.Contains("second", letter.Reason, StringComparison.Ordinal);
        Assert.Null(await host.StateAsync<string>(trace, "failed"));
        Assert.Equal(0, options.Probe.Count(nameof(OnGaveUp)));
    }

    [Fact]
    public async Task TimeLimit_HandlerAwaitsForEver_FailsTheAttemptAndCancelsItsToken()
    {
        var options = new HostOptions();
        var cancelled = 0;
        options.Probe.OnAsync(nameof(OnLimited), async step =>
        {
            step.CancellationToken.Register(() => Interlocked.Increment(ref cancelled));
            await new TaskCompletionSource().Task;
        });
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Limited());
        await Eventually.HoldsAsync(() => options.Probe.Count(nameof(OnLimited)) == 1, "the handler started");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await host.QuietAsync();
        var letter = await OnlyDeadLetterAsync(host);
        Assert.Equal(2, letter.Attempts);
        Assert.Contains("time limit of 2 s", letter.Reason, StringComparison.Ordinal);
        Assert.Equal(2, cancelled);
    }

    [Fact]
    public async Task TimeLimit_HandlerBlocksItsThread_FailsTheAttemptAndDropsWhatComesLater()
    {
        var options = new HostOptions();
        using var release = new ManualResetEventSlim();
        var refused = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        options.Probe.On(nameof(OnLimited), step =>
        {
            if (step.Attempt > 1) return;
            release.Wait();
            refused.SetResult(Record.Exception(() => step.State.Set("late", 1)));
        });
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Limited());
        await Eventually.HoldsAsync(() => options.Probe.Count(nameof(OnLimited)) == 1, "the handler started");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await host.QuietAsync();
        Assert.Equal([RunStatus.Retrying, RunStatus.Ok], StatusesOf(host, nameof(OnLimited)));
        release.Set();
        Assert.Contains("SW1007", (await refused.Task.InTimeAsync())?.Message, StringComparison.Ordinal);
        Assert.Equal(0, await host.StateAsync<int>(trace, "late"));
    }
}
