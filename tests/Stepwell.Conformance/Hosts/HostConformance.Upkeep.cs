using System.Net;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Fact]
    public async Task Retention_OfState_RemovesGroupsThatHaveNotChanged()
    {
        var options = new HostOptions { Settings = { ["StateRetention"] = "3.00:00:00" } };
        await using var host = await StartAsync(options);
        await host.SetStateAsync("old", "key", 1);
        await host.SetStateAsync("kept", "old", 1);
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        await host.SetStateAsync("kept", "young", 1);
        await host.AdvanceAsync(TimeSpan.FromDays(1.5));
        await Eventually.HoldsAsync(async () => await host.StateAsync<int>("old", "key") == 0, "the old group was pruned");
        Assert.Equal(1, await host.StateAsync<int>("kept", "old"));
    }

    [Fact]
    public async Task Retention_NotSet_KeepsStateForEver()
    {
        await using var host = await StartAsync(new HostOptions());
        await host.SetStateAsync("old", "key", 1);
        await host.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal(1, await host.StateAsync<int>("old", "key"));
    }

    [Fact]
    public async Task Retention_OfMarks_IsHowLateADuplicateIsTold()
    {
        var options = new HostOptions { Settings = { ["MarkRetention"] = "1.00:00:00" } };
        await using var host = await StartAsync(options);
        var same = new EmitOptions { DeduplicationId = "one" };
        await host.EmitAsync(new Boxed("a"), same);
        await host.AdvanceAsync(TimeSpan.FromHours(20));
        await host.EmitAsync(new Boxed("a"), same);
        await host.QuietAsync();
        Assert.Equal(1, options.Probe.Count(nameof(OnBoxed)));
        await host.AdvanceAsync(TimeSpan.FromHours(6));
        await Eventually.HoldsAsync(async () =>
        {
            await host.EmitAsync(new Boxed("a"), same);
            await host.QuietAsync();
            return options.Probe.Count(nameof(OnBoxed)) == 2;
        }, "the mark was pruned");
    }

    [Fact]
    public async Task Retention_OfMarks_IsHowLongATraceOfOtherGroupsIsKnown()
    {
        // State that goes sooner than marks does not make a trace unknown, and only they make it so.
        var options = new HostOptions { Settings = { ["MarkRetention"] = "3.00:00:00", ["StateRetention"] = "1.00:00:00" } };
        options.Probe.On(nameof(CallInGroup), step => step.State.In(step.TraceId).Set("key", 1));
        await using var host = await StartAsync(options);
        var trace = await CallRoomAsync(host);
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        await Eventually.HoldsAsync(async () => await host.StateAsync<int>(trace, "key") == 0, "the state was pruned");
        Assert.True(await IsKnownAsync());
        await host.AdvanceAsync(TimeSpan.FromDays(5));
        await Eventually.HoldsAsync(async () => !await IsKnownAsync(), "the trace was forgotten");

        // Without effects it leaves no mark that would make the trace known anew.
        async Task<bool> IsKnownAsync()
        {
            using var answer = await PostAsync(host, $"/traces/{trace}/call");
            return answer.StatusCode != HttpStatusCode.NotFound;
        }
    }

    [Fact]
    public async Task Queue_Full_Is503ForRequestsWhileStepsGoOn()
    {
        var options = new HostOptions { Settings = { ["MaxQueued"] = "3" } };
        var gate = new Gate();
        options.Probe.On(nameof(Call), step =>
        {
            step.State.In("other").Set("key", options.Probe.Count(nameof(Call)));
            step.Emit(new Ping());
        });
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            await gate.PassAsync();
            for (var i = 0; i < 5; i++) step.Emit(new Pong());
        });
        await using var host = await StartAsync(options);
        if (!host.BoundsQueues) return;
        for (var i = 0; i < 3; i++) await CallAsync(host);
        using var refused = await PostAsync(host, "/call");
        await ProblemAsync(refused, HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(3, await host.StateAsync<int>("other", "key"));
        gate.Open();
        await host.QuietAsync();
        Assert.Equal(15, options.Probe.Count(nameof(OnPong)));
        await CallAsync(host);
    }

    [Fact]
    public async Task Stop_InOrder_LetsWhatRunsFinish()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            await gate.PassAsync();
            step.State.Set("done", true);
        });
        await using var host = await StartAsync(options);
        if (!host.CanRestart) return;
        var trace = await host.EmitAsync(new Ping());
        await gate.Reached;
        var restarting = host.RestartAsync(crash: false);
        gate.Open();
        await restarting.InTimeAsync();
        await host.QuietAsync();
        Assert.True(await host.StateAsync<bool>(trace, "done"));
        Assert.Equal(1, options.Probe.Count(nameof(OnPing)));
    }

    [Fact]
    public async Task Stop_WhatTakesTooLong_IsReturnedUncounted()
    {
        var options = new HostOptions { Settings = { ["ShutdownTimeout"] = "00:00:00.05" } };
        options.Probe.OnAsync(nameof(OnPing), step => options.Probe.Count(nameof(OnPing)) > 1 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, step.CancellationToken));
        await using var host = await StartAsync(options);
        if (!host.CanRestart) return;
        await host.EmitAsync(new Ping());
        await Eventually.HoldsAsync(() => options.Probe.Count(nameof(OnPing)) == 1, "the handler started");
        await host.RestartAsync(crash: false).InTimeAsync();
        await host.QuietAsync();
        Assert.Equal([1, 1], options.Probe.Calls(nameof(OnPing)).Select(c => c.Attempt));
        Assert.Equal(RunStatus.Ok, StatusesOf(host, nameof(OnPing))[^1]);
    }

    [Fact]
    public async Task Restart_KeepsStateQueuesDelaysAndMarks()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step =>
        {
            step.State.Set("key", 1);
            step.Emit(new Ping(), new EmitOptions { Delay = TimeSpan.FromHours(1) });
        });
        options.Probe.On(nameof(OnRetried), _ => throw new InvalidOperationException("broken"));
        await using var host = await StartAsync(options);
        if (!host.CanRestart) return;
        var trace = await CallAsync(host);
        await host.EmitAsync(new Retried());
        await host.EmitAsync(new Boxed("a"), new EmitOptions { DeduplicationId = "one" });
        await host.QuietAsync();
        await host.RestartAsync(crash: true);
        await host.EmitAsync(new Boxed("a"), new EmitOptions { DeduplicationId = "one" });
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(1, await host.StateAsync<int>(trace, "key"));
        Assert.Equal(1, options.Probe.Count(nameof(OnPing)));
        Assert.Equal([1, 2, 3], options.Probe.Calls(nameof(OnRetried)).Select(c => c.Attempt));
        Assert.Equal(1, options.Probe.Count(nameof(OnBoxed)));
        Assert.Single(await host.DeadLettersAsync());
    }

    [Fact]
    public async Task Crash_DuringAnAttempt_CountsIt()
    {
        var options = new HostOptions { Settings = { ["ShutdownTimeout"] = "00:00:00.05" } };
        options.Probe.OnAsync(nameof(OnRetried), step => Task.Delay(Timeout.Infinite, step.CancellationToken));
        await using var host = await StartAsync(options);
        if (!host.CanRestart) return;
        var trace = await host.EmitAsync(new Retried());
        for (var crash = 1; crash <= 3; crash++)
        {
            await Eventually.HoldsAsync(() => options.Probe.Count(nameof(OnRetried)) == crash, "the attempt started");
            await host.RestartAsync(crash: true);
        }
        await host.QuietAsync();
        Assert.Equal([1, 2, 3], options.Probe.Calls(nameof(OnRetried)).Select(c => c.Attempt));
        var letter = await OnlyDeadLetterAsync(host);
        Assert.Equal(3, letter.Attempts);
        Assert.Contains("process ended", letter.Reason, StringComparison.Ordinal);
        Assert.Contains("process ended", await host.StateAsync<string>(trace, "failed"), StringComparison.Ordinal);
        Assert.Equal(3, Assert.IsType<GaveUp>(Assert.Single(options.Probe.Calls(nameof(OnGaveUp))).Message).Attempts);
    }
}
