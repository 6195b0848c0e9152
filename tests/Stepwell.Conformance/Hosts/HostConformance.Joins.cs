using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Join_InEitherOrder_RunsOnceWithBoth(bool redFirst)
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        var trace = await CallAsync(host, step => step.State.Set("order", 1));
        var join = new EmitOptions { TraceId = trace };
        if (redFirst) await host.EmitAsync(new Red(1), join);
        else await host.EmitAsync(new Green(2), join);
        await host.QuietAsync();
        Assert.Equal([RunStatus.Waiting], StatusesOf(host, nameof(JoinTwo)));
        if (redFirst) await host.EmitAsync(new Green(2), join);
        else await host.EmitAsync(new Red(1), join);
        await host.QuietAsync();
        Assert.Equal((1, 2), Assert.Single(options.Probe.Calls(nameof(JoinTwo))).Message);

        async Task<string> CallAsync(IHostUnderTest h, Action<StepContext> act)
        {
            options.Probe.On(nameof(Call), act);
            return await HostConformance.CallAsync(h);
        }
    }

    [Fact]
    public async Task Join_SeveralEventsOfATopic_TakesTheFirstAndRunsOncePerTrace()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step =>
        {
            for (var i = 1; i <= 3; i++) step.Emit(new Red(i));
            for (var i = 1; i <= 3; i++) step.Emit(new Green(i * 10));
        });
        options.Probe.OnAsync(nameof(JoinTwo), async step => await step.State.UpdateAsync<int>("joined", n => n + 1));
        await using var host = await StartAsync(options);
        string[] traces = [await CallAsync(host), await CallAsync(host)];
        await host.QuietAsync();
        foreach (var trace in traces) Assert.Equal(1, await host.StateAsync<int>(trace, "joined"));
        Assert.Equal(2, StatusesOf(host, nameof(JoinTwo)).Count(s => s == RunStatus.Ok));
        Assert.Equal(0, options.Probe.Count(nameof(JoinThree)));
    }

    [Fact]
    public async Task Join_FourTopicsAtOnce_RunsOnceWithAll()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step =>
        {
            step.Emit(new White(4));
            step.Emit(new Blue(3));
            step.Emit(new Red(1));
            step.Emit(new Green(2));
        });
        await using var host = await StartAsync(options);
        for (var i = 0; i < 10; i++) await CallAsync(host);
        await host.QuietAsync();
        Assert.All(options.Probe.Calls(nameof(JoinThree)), c => Assert.Equal((1, 2, 3), c.Message));
        Assert.All(options.Probe.Calls(nameof(JoinFour)), c => Assert.Equal((1, 2, 3, 4), c.Message));
        Assert.Equal(10, options.Probe.Calls(nameof(JoinThree)).Select(c => c.TraceId).Distinct().Count());
        Assert.Equal(10, options.Probe.Calls(nameof(JoinFour)).Select(c => c.TraceId).Distinct().Count());
        Assert.Empty(await host.DeadLettersAsync());
    }

    [Fact]
    public async Task Join_InAGroup_CollectsOverTraces()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        await host.EmitAsync(new BoxedRed("a", 1));
        await host.EmitAsync(new BoxedGreen("b", 2));
        await host.QuietAsync();
        Assert.Equal(0, options.Probe.Count(nameof(JoinInBox)));
        await host.EmitAsync(new BoxedGreen("a", 3));
        await host.QuietAsync();
        Assert.Equal((1, 3), Assert.Single(options.Probe.Calls(nameof(JoinInBox))).Message);
    }

    [Fact]
    public async Task Join_HandlerFailsFirst_IsRetriedWithWhatWasCollected()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(JoinTwo), step =>
        {
            if (step.Attempt == 1) throw new InvalidOperationException("once");
            step.State.Set("joined", true);
        });
        options.Probe.On(nameof(Call), step =>
        {
            step.Emit(new Red(1));
            step.Emit(new Green(2));
        });
        await using var host = await StartAsync(options);
        var trace = await CallAsync(host);
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.True(await host.StateAsync<bool>(trace, "joined"));
        Assert.All(options.Probe.Calls(nameof(JoinTwo)), c => Assert.Equal((1, 2), c.Message));
        Assert.Equal(2, options.Probe.Count(nameof(JoinTwo)));
    }
}
