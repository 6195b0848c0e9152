using System.Globalization;
using Stepwell.Conformance.Steps;
using Stepwell.Running;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Fact]
    public async Task Budget_NinetyOperations_AreOneCommit()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step =>
        {
            for (var i = 0; i < 40; i++) step.State.Set("k" + i, i);
            for (var i = 0; i < 40; i++) step.State.In("other").Set("k" + i, i);
            for (var i = 0; i < 10; i++) step.Emit(new Ping());
            step.State.Set("k0", 7);
        });
        await using var host = await StartAsync(options);
        var trace = await CallAsync(host);
        await host.QuietAsync();
        Assert.Equal(7, await host.StateAsync<int>(trace, "k0"));
        Assert.Equal(39, await host.StateAsync<int>("other", "k39"));
        Assert.Equal(10, options.Probe.Count(nameof(OnPing)));
    }

    [Fact]
    public async Task Budget_OperationNinetyOne_IsAnErrorThatNamesItAndTheLimit()
    {
        var error = await RefusedAsync(step =>
        {
            for (var i = 0; i <= Limits.CommitOperations; i++) step.State.Set("k" + i, i);
        });
        Assert.Contains("SW1006", error, StringComparison.Ordinal);
        Assert.Contains("'k90'", error, StringComparison.Ordinal);
        Assert.Contains("90", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_BytesOfACommit_AreAnErrorThatNamesItAndTheLimit()
    {
        var error = await RefusedAsync(step =>
        {
            for (var i = 0; i < 3; i++) step.State.Set("k" + i, new string('x', 1_000_000));
        });
        Assert.Contains("SW1006", error, StringComparison.Ordinal);
        Assert.Contains("'k2'", error, StringComparison.Ordinal);
        Assert.Contains("3,000,006", error, StringComparison.Ordinal);
        Assert.Contains(Limits.CommitBytes.ToString("N0", CultureInfo.InvariantCulture), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_ValueOfTheLimit_IsKept()
    {
        var options = new HostOptions();
        var text = new string('x', Limits.ValueBytes - 2);
        options.Probe.On(nameof(Call), step => step.State.Set("big", text));
        await using var host = await StartAsync(options);
        Assert.Equal(text, await host.StateAsync<string>(await CallAsync(host), "big"));
    }

    [Fact]
    public async Task Budget_ValueOverTheLimit_IsAnErrorThatNamesItsSizeAndTheLimit()
    {
        var error = await RefusedAsync(step => step.State.Set("big", new string('x', Limits.ValueBytes - 1)));
        Assert.Contains("SW1003", error, StringComparison.Ordinal);
        Assert.Contains("'big'", error, StringComparison.Ordinal);
        Assert.Contains((Limits.ValueBytes + 1).ToString("N0", CultureInfo.InvariantCulture), error, StringComparison.Ordinal);
        Assert.Contains(Limits.ValueBytes.ToString("N0", CultureInfo.InvariantCulture), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_EventOverTheLimit_IsAnErrorThatNamesItsSizeAndTheLimit()
    {
        var error = await RefusedAsync(step => step.Emit(new Ping(new string('x', Limits.EventBytes))));
        Assert.Contains("SW1004", error, StringComparison.Ordinal);
        Assert.Contains("'ping'", error, StringComparison.Ordinal);
        Assert.Contains("200,011", error, StringComparison.Ordinal);
        Assert.Contains("200,000", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emit_OfAnUndeclaredTopic_IsAnErrorThatSaysHowToDeclareIt()
    {
        var error = await RefusedAsync(step => step.Emit(new Unlisted()));
        Assert.Contains("SW1002", error, StringComparison.Ordinal);
        Assert.Contains("[Emits<Unlisted>]", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$mine")]
    [InlineData("new\nline")]
    public async Task State_BadKey_IsAnError(string key) =>
        Assert.Contains("SW1008", await RefusedAsync(step => step.State.Set(key, 1)), StringComparison.Ordinal);

    [Fact]
    public async Task State_KeyWithHalfASurrogatePair_IsAnError() =>
        Assert.Contains("SW1008", await RefusedAsync(step => step.State.Set("half \ud83d of a pair", 1)), StringComparison.Ordinal);

    /// <summary>Runs something in an event handler that must be refused at once, and gives the dead letter's reason.</summary>
    private async Task<string> RefusedAsync(Action<StepContext> act)
    {
        var options = new HostOptions();
        Exception? thrown = null;
        options.Probe.On(nameof(Call), step => thrown = Record.Exception(() => act(step)));
        options.Probe.On(nameof(OnPing), act);
        await using var host = await StartAsync(options);
        // The author may catch it: what was refused is not staged.
        await CallAsync(host);
        Assert.IsType<StepException>(thrown);
        return thrown.Message;
    }
}
