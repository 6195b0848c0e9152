using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Fact]
    public async Task Event_ThatDoesNotValidate_IsDeadLetteredAtOnceWithTheReason()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Checked(99, [new("x")]));
        await host.QuietAsync();
        var letter = await OnlyDeadLetterAsync(host);
        Assert.Equal(0, options.Probe.Count(nameof(OnChecked)));
        Assert.Equal(1, letter.Attempts);
        Assert.Contains("number", letter.Reason, StringComparison.Ordinal);
        Assert.Contains("parts[0].name", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetter_EditedAndReplayed_IsHandledInItsTraceAndGone()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Checked(99));
        await host.QuietAsync();
        var letter = await OnlyDeadLetterAsync(host);
        Assert.True(await host.Admin.EditDeadLetterAsync(letter.Id, """{"number":5}"""u8.ToArray(), CancellationToken.None));
        await host.ReplayAsync(letter);
        Assert.Empty(await host.DeadLettersAsync());
        var call = Assert.Single(options.Probe.Calls(nameof(OnChecked)));
        Assert.Equal(5, ((Checked)call.Message!).Number);
        Assert.Equal(trace, call.TraceId);
    }

    [Fact]
    public async Task DeadLetter_ReplayedWithoutEdit_OverridesTheFailedMark()
    {
        var options = new HostOptions();
        var broken = true;
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            if (broken) throw new GiveUpException("broken");
            await step.State.UpdateAsync<int>("count", n => n + 1);
            step.Emit(new Pong());
        });
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Ping());
        await host.QuietAsync();
        broken = false;
        await host.ReplayAsync(await OnlyDeadLetterAsync(host));
        Assert.Equal(1, await host.StateAsync<int>(trace, "count"));
        Assert.Equal(1, options.Probe.Count(nameof(OnPong)));
        Assert.Empty(await host.DeadLettersAsync());
    }

    [Fact]
    public async Task DeadLetter_ReplayFailsAgain_ComesBackWithTheNextGeneration()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnPing), _ => throw new GiveUpException("broken"));
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Ping());
        await host.QuietAsync();
        var first = await OnlyDeadLetterAsync(host);
        await host.ReplayAsync(first);
        var second = await OnlyDeadLetterAsync(host);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(1, second.Envelope.Generation);
        Assert.Equal(first.Envelope.Id, second.Envelope.Id);
        await host.ReplayAsync(second);
        Assert.Equal(2, (await OnlyDeadLetterAsync(host)).Envelope.Generation);
    }

    [Fact]
    public async Task DeadLetter_OfOneOfSeveralSubscribers_IsReplayedToThatOneOnly()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(JoinTwo), _ => throw new GiveUpException("broken"));
        options.Probe.On(nameof(Call), step =>
        {
            step.Emit(new Red(1));
            step.Emit(new Green(2));
            step.Emit(new Blue(3));
        });
        await using var host = await StartAsync(options);
        var trace = await CallAsync(host);
        await host.QuietAsync();
        Assert.Equal(1, options.Probe.Count(nameof(JoinThree)));
        Assert.Contains("broken", await host.StateAsync<string>(trace, "join failed"), StringComparison.Ordinal);
        options.Probe.On(nameof(JoinTwo), step => step.State.Set("joined", true));
        await host.ReplayAsync(await OnlyDeadLetterAsync(host));
        Assert.True(await host.StateAsync<bool>(trace, "joined"));
        Assert.Equal((1, 2), options.Probe.Calls(nameof(JoinTwo))[^1].Message);
        Assert.Equal(1, options.Probe.Count(nameof(JoinThree)));
        Assert.Empty(await host.DeadLettersAsync());
    }

    [Fact]
    public async Task DeadLetter_Discarded_IsGoneAndNothingRuns()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnPing), _ => throw new GiveUpException("broken"));
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Ping());
        await host.QuietAsync();
        var letter = await OnlyDeadLetterAsync(host);
        Assert.True(await host.Admin.DiscardDeadLetterAsync(letter.Id, CancellationToken.None));
        Assert.False(await host.Admin.ReplayDeadLetterAsync(letter.Id, CancellationToken.None));
        await host.QuietAsync();
        Assert.Empty(await host.DeadLettersAsync());
        Assert.Equal([RunStatus.DeadLettered], StatusesOf(host, nameof(OnPing)));
    }
}
