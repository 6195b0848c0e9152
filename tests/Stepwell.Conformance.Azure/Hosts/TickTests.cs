using Microsoft.Extensions.DependencyInjection;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Steps;
using Stepwell.Scheduling;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>Ticks by timers that only say that time has come.</summary>
public sealed class TickTests
{
    private HostOptions options = new() { StartAt = new(2030, 1, 1, 10, 0, 0, TimeSpan.Zero) };

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
    public async Task Store_OutOfReachAtTwoTicks_RunsTheLatestWhenItIsBack()
    {
        await using var host = await StartAsync();
        await AtAsync(host, "10:31:00");
        options.Faults.When(static (_, after) => !after);
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(["10:30:00"], Ticks());
        options.Faults.Stop();
        await AtAsync(host, "13:31:00");
        Assert.Equal(["10:30:00", "12:30:00", "13:30:00"], Ticks());
    }

    [Fact]
    public async Task Store_OutOfReachAtTheOneTickOfAYear_IsMadeGoodWithinMinutes()
    {
        await using var host = await StartAsync("03:30:00");
        await AtAsync(host, "03:58:00");
        options.Faults.When(static (_, after) => !after);
        await AtAsync(host, "04:07:00");
        Assert.Empty(Ticks(nameof(Yearly)));
        options.Faults.Stop();
        await AtAsync(host, "04:11:00");
        Assert.Equal(["04:00:00"], Ticks(nameof(Yearly)));
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Single(Ticks(nameof(Yearly)));
    }

    [Fact]
    public async Task Store_OutOfReachFromTheStartUntilAfterTheTick_IsMadeGood()
    {
        await using var host = await StartAsync("03:59:00", outOfReach: true);
        await AtAsync(host, "04:22:00");
        options.Faults.Stop();
        await AtAsync(host, "04:26:00");
        Assert.Equal(["04:00:00"], Ticks(nameof(Yearly)));
    }

    [Fact]
    public async Task Sweep_OfSchedulesThatHadNoTickSince_AsksTheStoreNothing()
    {
        await using var host = await StartAsync();
        await AtAsync(host, "10:06:00");
        var calls = 0;
        options.Faults.When((_, after) =>
        {
            if (!after) Interlocked.Increment(ref calls);
            return false;
        });
        for (var i = 0; i < 100; i++) await host.Process.Ticks.SendMissedAsync(CancellationToken.None);
        Assert.Equal(0, calls);
        await AtAsync(host, "10:31:00");
        calls = 0;
        // In the process whose timer has sent the tick it is known; in another it is asked for once.
        for (var i = 0; i < 100; i++) await host.Process.Ticks.SendMissedAsync(CancellationToken.None);
        Assert.Equal(0, calls);
        var other = Another(host);
        await other.SendMissedAsync(CancellationToken.None);
        Assert.Equal(3, calls);
        for (var i = 0; i < 100; i++) await other.SendMissedAsync(CancellationToken.None);
        Assert.Equal(3, calls);
        Assert.Equal(["10:30:00"], Ticks());
    }

    [Fact]
    public async Task Sweep_InTheMinuteOfATick_LeavesItToItsTimer()
    {
        await using var host = await StartAsync();
        await AtAsync(host, "10:06:00");
        host.Process.StopTimers();
        await AtAsync(host, "10:30:30");
        await host.Process.Ticks.SendMissedAsync(CancellationToken.None);
        await host.QuietAsync();
        Assert.Empty(Ticks());
        await AtAsync(host, "10:31:00");
        await host.Process.Ticks.SendMissedAsync(CancellationToken.None);
        await host.QuietAsync();
        Assert.Equal(["10:30:00"], Ticks());
    }

    [Fact]
    public async Task Sweep_WhileOneScheduleCannotBeSent_SendsTheOthers()
    {
        await using var host = await StartAsync("03:50:00");
        await AtAsync(host, "03:56:00");
        host.Process.StopTimers();
        await AtAsync(host, "04:32:00");
        var refused = 0;
        options.Faults.When((call, after) => call == nameof(Storage.IStepStore.ReserveAsync) && !after && Interlocked.Exchange(ref refused, 1) == 0);
        await Assert.ThrowsAsync<AggregateException>(() => host.Process.Ticks.SendMissedAsync(CancellationToken.None));
        await host.QuietAsync();
        Assert.Single(Ticks().Concat(Ticks(nameof(Yearly))));
        await host.Process.Ticks.SendMissedAsync(CancellationToken.None);
        await host.QuietAsync();
        Assert.Equal((1, 1), (Ticks().Count(), Ticks(nameof(Yearly)).Count()));
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

    private Task<FunctionsHostUnderTest<ConformanceApp>> StartAsync(string time, bool outOfReach = false)
    {
        options = new() { StartAt = DateTimeOffset.Parse("2030-01-01T" + time + "Z", System.Globalization.CultureInfo.InvariantCulture) };
        if (outOfReach) options.Faults.When(static (_, after) => !after);
        return StartAsync();
    }

    /// <summary>The timer of another instance, which knows nothing yet.</summary>
    private static TickTimer Another(FunctionsHostUnderTest<ConformanceApp> host) => ActivatorUtilities.CreateInstance<TickTimer>(host.Process.Services);

    private static Task AtAsync(FunctionsHostUnderTest<ConformanceApp> host, string time) =>
        host.AdvanceAsync(host.Now.Date + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture) - host.Now.DateTime);

    private IEnumerable<string> Ticks(string step = nameof(Hourly)) => options.Probe.Calls(step).Select(c => ((CronTick)c.Message!).ScheduledAt.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
}
