using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Fact]
    public async Task Emit_WithDelay_IsDeliveredThenAndNotBefore()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step => step.Emit(new Ping(), new EmitOptions { Delay = TimeSpan.FromHours(2) }));
        await using var host = await StartAsync(options);
        await CallAsync(host);
        await host.AdvanceAsync(TimeSpan.FromHours(2) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, options.Probe.Count(nameof(OnPing)));
        await host.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, options.Probe.Count(nameof(OnPing)));
    }

    [Fact]
    public async Task Emit_WithDueTime_IsDeliveredThenAndAPastOneAtOnce()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step =>
        {
            step.Emit(new Ping("later"), new EmitOptions { DueTime = step.Time.GetUtcNow().AddDays(60) });
            step.Emit(new Ping("past"), new EmitOptions { DueTime = step.Time.GetUtcNow().AddDays(-1) });
        });
        await using var host = await StartAsync(options);
        await CallAsync(host);
        await host.QuietAsync();
        Assert.Equal(new Ping("past"), Assert.Single(options.Probe.Calls(nameof(OnPing))).Message);
        await host.AdvanceAsync(TimeSpan.FromDays(60));
        Assert.Equal(new Ping("later"), options.Probe.Calls(nameof(OnPing))[^1].Message);
        Assert.Equal(host.Now, RunsOf(host, nameof(OnPing)).Last().StartedAt);
    }

    [Fact]
    public async Task Emit_DelayAndDueTimeTogether_IsAnError()
    {
        var error = await RefusedAsync(step => step.Emit(new Ping(), new EmitOptions { Delay = TimeSpan.FromSeconds(1), DueTime = step.Time.GetUtcNow() }));
        Assert.Contains("SW1009", error, StringComparison.Ordinal);
        Assert.Contains("SW1009", await RefusedAsync(step => step.Emit(new Ping(), new EmitOptions { Delay = TimeSpan.FromDays(400) })), StringComparison.Ordinal);
        Assert.Contains("SW1009", await RefusedAsync(step => step.Emit(new Ping(), new EmitOptions { Delay = TimeSpan.FromSeconds(-1) })), StringComparison.Ordinal);
        Assert.Contains("SW1009", await RefusedAsync(step => step.Emit(new Ping(), new EmitOptions { OrderingKey = new string('x', 129) })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emit_SameDeduplicationId_TakesEffectOncePerSubscriberAndGroup()
    {
        var options = new HostOptions();
        options.Probe.OnAsync<Boxed>(nameof(OnBoxed), async (e, step) => await step.State.UpdateAsync<int>("amount", n => n + e.Amount));
        await using var host = await StartAsync(options);
        for (var i = 0; i < 3; i++)
        {
            await host.EmitAsync(new Boxed("a"), new EmitOptions { DeduplicationId = "one" });
            await host.EmitAsync(new Boxed("b"), new EmitOptions { DeduplicationId = "one" });
            await host.EmitAsync(new Boxed("a", 10), new EmitOptions { DeduplicationId = "two" });
        }
        await host.QuietAsync();
        Assert.Equal(11, await host.StateAsync<int>("box/a", "amount"));
        Assert.Equal(1, await host.StateAsync<int>("box/b", "amount"));
        Assert.Equal(3, StatusesOf(host, nameof(OnBoxed)).Count(s => s == RunStatus.Ok));
        Assert.Equal(6, StatusesOf(host, nameof(OnBoxed)).Count(s => s == RunStatus.Duplicate));
    }

    [Fact]
    public async Task Emit_ReturnedRecord_IsEmittedAndNullIsNot()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Chained(2));
        await host.QuietAsync();
        Assert.Equal([2, 1, 0], options.Probe.Calls(nameof(OnChained)).Select(c => ((Chained)c.Message!).Depth));
    }
}
