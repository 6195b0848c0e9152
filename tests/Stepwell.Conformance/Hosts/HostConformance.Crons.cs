using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    private static IEnumerable<CronTick> TicksOf(HostOptions options, string step) => options.Probe.Calls(step).Select(c => (CronTick)c.Message!);

    [Fact]
    public async Task Cron_EachOccurrence_RunsOnceAtItsTimeInATraceOfItsOwn()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        await host.AdvanceAsync(TimeSpan.FromHours(3));
        var calls = options.Probe.Calls(nameof(Hourly));
        Assert.Equal([0, 1, 2], TicksOf(options, nameof(Hourly)).Select(t => t.ScheduledAt.Hour));
        Assert.All(TicksOf(options, nameof(Hourly)), t => Assert.Equal((30, false), (t.ScheduledAt.Minute, t.ByHand)));
        Assert.Equal(3, calls.Select(c => c.TraceId).Distinct().Count());
        Assert.All(RunsOf(host, nameof(Hourly)), r => Assert.Equal(30, r.StartedAt.Minute));
    }

    [Fact]
    public async Task Cron_FailingTick_IsRetriedAndDeadLetteredLikeAnEvent()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Hourly), _ => throw new InvalidOperationException("broken"));
        await using var host = await StartAsync(options);
        await host.AdvanceAsync(TimeSpan.FromMinutes(40));
        Assert.Equal([1, 2, 3, 4, 5], RunsOf(host, nameof(Hourly)).Select(r => r.Attempt));
        var letter = await OnlyDeadLetterAsync(host);
        options.Probe.On(nameof(Hourly), step => step.Emit(new Pong()));
        await host.ReplayAsync(letter);
        Assert.Equal(letter.Envelope.TraceId, Assert.Single(options.Probe.Calls(nameof(OnPong))).TraceId);
        Assert.Single(TicksOf(options, nameof(Hourly)).Select(t => t.ScheduledAt).Distinct());
    }

    [Theory]
    [InlineData("2030-03-30T12:00Z", "2030-03-31T01:00Z", "2030-04-01T00:30Z")]
    [InlineData("2030-10-26T12:00Z", "2030-10-27T00:30Z", "2030-10-28T01:30Z")]
    [InlineData("2030-06-01T12:00Z", "2030-06-02T00:30Z", "2030-06-03T00:30Z")]
    public async Task Cron_InATimeZone_FollowsItsClockOverBothChanges(string start, string first, string second)
    {
        var options = new HostOptions { StartAt = Utc(start) };
        await using var host = await StartAsync(options);
        await host.AdvanceAsync(TimeSpan.FromHours(40));
        Assert.Equal([Utc(first), Utc(second)], TicksOf(options, nameof(NightlyInBerlin)).Select(t => t.ScheduledAt));
    }

    [Fact]
    public async Task Cron_ByHand_RunsAtOnceInAFreshTrace()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(NightlyInBerlin), step => step.State.Set("ran", true));
        await using var host = await StartAsync(options);
        var trace = await host.TickAsync<NightlyInBerlin>();
        Assert.True(await host.StateAsync<bool>(trace, "ran"));
        Assert.True(Assert.Single(TicksOf(options, nameof(NightlyInBerlin))).ByHand);
        Assert.Equal(StepTriggerKind.Cron, Assert.Single(RunsOf(host, nameof(NightlyInBerlin))).Trigger.Kind);
    }

    [Fact]
    public async Task Cron_TicksMissedWhileStopped_RunTheLatestOnly()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        if (!host.CanRestart) return;
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        await host.RestartAsync(crash: false, after: TimeSpan.FromHours(10));
        await host.QuietAsync();
        Assert.Equal([Utc("2030-01-01T00:30Z"), Utc("2030-01-01T10:30Z")], TicksOf(options, nameof(Hourly)).Select(t => t.ScheduledAt));
        await host.RestartAsync(crash: false);
        await host.QuietAsync();
        Assert.Equal(2, options.Probe.Count(nameof(Hourly)));
    }

    [Fact]
    public async Task Cron_Occurrence_HasTheSameIdsOnEveryHost()
    {
        var ids = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            var options = new HostOptions();
            await using var host = await StartAsync(options);
            await host.AdvanceAsync(TimeSpan.FromMinutes(31));
            var run = Assert.Single(RunsOf(host, nameof(Hourly)));
            ids.Add(run.Event!.Id + run.TraceId);
        }
        Assert.Equal(ids[0], ids[1]);
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
