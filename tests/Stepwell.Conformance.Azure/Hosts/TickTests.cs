using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Steps;
using Stepwell.Scheduling;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>Ticks by timers that only say that time has come.</summary>
public sealed class TickTests
{
    private readonly HostOptions options = new() { StartAt = new(2030, 1, 1, 10, 0, 0, TimeSpan.Zero) };

    [Fact]
    public async Task Timer_FiredInSeveralInstancesAndAgain_RunsTheTickOnce()
    {
        await using var host = await StartAsync();
        await AtAsync(host, "10:30:00");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.Process.Ticks.SendDueAsync(nameof(Hourly), 0, CancellationToken.None)));
        await host.AdvanceAsync(TimeSpan.FromMinutes(20));
        await host.Process.Ticks.SendDueAsync(nameof(Hourly), 0, CancellationToken.None);
        await host.QuietAsync();
        Assert.Equal(["10:30:00"], Ticks());
    }

    [Fact]
    public async Task Timer_ALittleEarly_SendsTheTickForItsTime()
    {
        await using var host = await StartAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(300));
        await host.Process.Ticks.SendDueAsync(nameof(Hourly), 0, CancellationToken.None);
        await host.QuietAsync();
        Assert.Empty(Ticks());
        await host.AdvanceAsync(TimeSpan.FromMilliseconds(300));
        Assert.Equal(["10:30:00"], Ticks());
        Assert.Equal(host.Now, Assert.Single(host.Runs).StartedAt);
    }

    [Fact]
    public async Task Schedule_NewAndNotDueJustNow_FiresNoOldTick()
    {
        await using var host = await StartAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(20));
        await host.Process.Ticks.SendDueAsync(nameof(Hourly), 0, CancellationToken.None);
        await host.QuietAsync();
        Assert.Empty(Ticks());
    }

    [Fact]
    public async Task Store_OutOfReachAtTheTick_IsMadeGoodAtTheNextTimer()
    {
        await using var host = await StartAsync();
        await AtAsync(host, "10:31:00");
        options.Faults.When(static (_, after) => !after);
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(["10:30:00"], Ticks());
        options.Faults.Stop();
        await AtAsync(host, "13:31:00");
        Assert.Equal(["10:30:00", "13:30:00"], Ticks());
    }

    [Theory]
    [InlineData("Nobody", 0)]
    [InlineData(nameof(Hourly), 1)]
    [InlineData(nameof(OnPing), 0)]
    public async Task Schedule_ThatIsNotThere_IsToldToTheDeveloper(string handler, int trigger)
    {
        await using var host = await StartAsync();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.Process.Ticks.SendDueAsync(handler, trigger, CancellationToken.None));
        Assert.Contains("Build the functions project again", error.Message, StringComparison.Ordinal);
    }

    private Task<FunctionsHostUnderTest<ConformanceApp>> StartAsync() => FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());

    private static Task AtAsync(FunctionsHostUnderTest<ConformanceApp> host, string time) =>
        host.AdvanceAsync(host.Now.Date + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture) - host.Now.DateTime);

    private IEnumerable<string> Ticks() => options.Probe.Calls(nameof(Hourly)).Select(c => ((CronTick)c.Message!).ScheduledAt.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
}
