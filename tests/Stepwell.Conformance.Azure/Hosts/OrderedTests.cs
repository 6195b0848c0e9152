using System.Collections.Concurrent;
using Stepwell.Bus;
using Stepwell.Conformance.Azure.Messages;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>Ordered steps over sessions.</summary>
public sealed class OrderedTests
{
    private readonly HostOptions options = new();
    private readonly ConcurrentQueue<(int Number, int Attempt)> calls = new();

    [Fact]
    public async Task Attempt_ThatEndsTheProcess_CountsAlthoughTheBrokerCountsNothing()
    {
        options.Probe.OnAsync<Sequenced>(nameof(OnSequenced), (e, step) =>
        {
            calls.Enqueue((e.Number, step.Attempt));
            return e.Number == 1 ? Task.Delay(Timeout.Infinite, step.CancellationToken) : Task.CompletedTask;
        });
        await using var host = await StartAsync();
        for (var i = 1; i <= 2; i++) await host.EmitAsync(new Sequenced("a", i));
        for (var crash = 1; crash <= 3; crash++)
        {
            await Eventually.HoldsAsync(() => calls.Count == crash, "the attempt started");
            await host.CrashUncountedAsync();
        }
        await host.QuietAsync();
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1)], calls);
        var letter = Assert.Single(await host.DeadLettersAsync());
        Assert.Equal(3, letter.Attempts);
        Assert.Contains("process ended", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_InPlace_IsHeldUnderARenewedLockAndKeepsItsDelayOverARestart()
    {
        options.Probe.On<Sequenced>(nameof(OnSequenced), (e, step) =>
        {
            calls.Enqueue((e.Number, step.Attempt));
            if (e.Number == 1 && step.Attempt < 3) throw new InvalidOperationException("not yet");
        });
        await using var host = await StartAsync();
        for (var i = 1; i <= 2; i++) await host.EmitAsync(new Sequenced("a", i));
        await host.QuietAsync();
        await host.RestartAsync(crash: false, default);
        await host.QuietAsync();
        Assert.Equal([(1, 1)], calls);
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1)], calls);
        var runs = host.Runs.Where(r => r.Handler.Name == nameof(OnSequenced)).ToList();
        Assert.InRange(runs[1].StartedAt - runs[0].StartedAt, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12.01));
    }

    [Fact]
    public async Task Store_OutOfReachForLong_KeepsThePlaceAndCostsNoAttempt()
    {
        options.Probe.On<Sequenced>(nameof(OnSequenced), (e, step) =>
        {
            step.State.Set("last", e.Number);
            calls.Enqueue((e.Number, step.Attempt));
        });
        await using var host = await StartAsync();
        options.Faults.When(static (_, after) => !after);
        for (var i = 1; i <= 3; i++) await host.EmitAsync(new Sequenced("a", i));
        await host.AdvanceAsync(TimeSpan.FromHours(8));
        Assert.Empty(calls);
        options.Faults.Stop();
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([(1, 1), (2, 1), (3, 1)], calls);
        Assert.Empty(await host.DeadLettersAsync());
        Assert.Empty(Subscription(host).DeadLetters);
    }

    [Fact]
    public async Task Event_ThatTheBrokerDoesNotTakeBack_IsNotOvertaken()
    {
        options.Probe.On<Sequenced>(nameof(OnSequenced), (e, step) => calls.Enqueue((e.Number, step.Attempt)));
        await using var host = await StartAsync();
        options.Faults.When(static (_, after) => !after);
        host.Cloud.Broker.Faults.When(static (call, after) => call == "Abandon" && !after);
        for (var i = 1; i <= 3; i++) await host.EmitAsync(new Sequenced("a", i));
        // It waits in its place for so long that it is given back, and the next one must not be in hand when the store is there again.
        await host.AdvanceAsync(OrderedReceiver.InPlace * 1.5);
        options.Faults.Stop();
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.True(host.Cloud.Broker.Faults.Thrown > 0);
        Assert.Equal([(1, 1), (2, 1), (3, 1)], calls);
    }

    [Fact]
    public async Task Attempt_LostAtOneOfTheLastDeliveries_IsTheLast()
    {
        options.Probe.OnAsync<Sequenced>(nameof(OnSequenced), (e, step) =>
        {
            calls.Enqueue((e.Number, step.Attempt));
            return Task.Delay(Timeout.Infinite, step.CancellationToken);
        });
        await using var host = await StartAsync();
        // Given back so often that the broker takes it away soon.
        options.Faults.When(static (_, after) => !after);
        await host.EmitAsync(new Sequenced("a", 1));
        await host.AdvanceAsync(TimeSpan.FromHours(8));
        options.Faults.Stop();
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(() => calls.Count == 1, "the attempt started");
        await host.RestartAsync(crash: true, default);
        await host.QuietAsync();
        Assert.Equal([(1, 1)], calls);
        Assert.Contains("process ended", Assert.Single(await host.DeadLettersAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_ThatCannotBeWrittenBeforeARepetition_CostsNoAttempt()
    {
        options.Probe.On<Sequenced>(nameof(OnSequenced), (e, step) =>
        {
            calls.Enqueue((e.Number, step.Attempt));
            if (step.Attempt == 1) throw new InvalidOperationException("not yet");
        });
        await using var host = await StartAsync();
        await host.EmitAsync(new Sequenced("a", 1));
        await host.QuietAsync();
        var refused = 0;
        options.Faults.When((call, after) => !after && call == "ReplaceReservationAsync" && refused++ < 2);
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.InRange(refused, 3, int.MaxValue);
        Assert.Equal([(1, 1), (1, 2)], calls);
    }

    [Fact]
    public async Task Session_LostWhileTheHandlerRuns_GoesOnInOneReceiverOnly()
    {
        var gate = new Gate();
        options.Probe.OnAsync<Sequenced>(nameof(OnSequenced), async (e, step) =>
        {
            calls.Enqueue((e.Number, step.Attempt));
            if (calls.Count == 1) await gate.PassAsync();
            await step.State.UpdateAsync<int>("count", n => n + 1);
        });
        await using var host = await StartAsync();
        var trace = await host.EmitAsync(new Sequenced("a", 1));
        await gate.Reached;
        host.Cloud.Broker.Faults.When(static (call, _) => call == "Renew");
        await host.AdvanceAsync(TimeSpan.FromMinutes(3));
        host.Cloud.Broker.Faults.Stop();
        gate.Open();
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await host.StateAsync<int>(trace, "count"));
        Assert.Single(host.Runs, r => r.Handler.Name == nameof(OnSequenced) && r.Status == RunStatus.Ok);
        Assert.Empty(await host.DeadLettersAsync());
    }

    private async Task<FunctionsHostUnderTest<ConformanceApp>> StartAsync() => await FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());

    private static BrokerSubscription Subscription(FunctionsHostUnderTest<ConformanceApp> host) => host.Cloud.Subscriptions.Single(s => s.Handler == nameof(OnSequenced)).Subscription;
}
