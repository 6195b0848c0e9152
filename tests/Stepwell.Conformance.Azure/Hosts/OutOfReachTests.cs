using System.Net;
using System.Text;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Storage;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>What the log says of requests while the broker or the store is out of reach: neither more nor less than is known.</summary>
public sealed class OutOfReachTests
{
    [Fact]
    public async Task Log_OfEventsThatTheBrokerRefused_SaysWhyTheyLeaveLater()
    {
        var options = new HostOptions();
        await using var host = await FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());
        var logs = LogRecorder.On(host.Process.Services);
        options.Faults.When(static (call, _) => call == nameof(IStepStore.RelayAsync));
        using var answer = await host.Http.PostAsync("/orders/7", new StringContent("{}", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var line = Assert.Single(logs.Lines, l => l.Contains("leave later", StringComparison.Ordinal));
        Assert.Contains("Injected before RelayAsync", line, StringComparison.Ordinal);
        Assert.DoesNotContain("took longer", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_OfACommitWhoseEventsTheBrokerRefused_SaysThatItHolds()
    {
        var options = new HostOptions();
        await using var host = await FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());
        var logs = LogRecorder.On(host.Process.Services);
        options.Probe.On(nameof(OnPing), step =>
        {
            host.Cloud.Broker.Faults.When(static (call, after) => call == "Send" && !after);
            step.State.Set("done", 1);
            step.Emit(new Pong());
        });
        var trace = await host.EmitAsync(new Ping());
        await Eventually.HoldsAsync(() => logs.Lines.Any(static l => l.Contains("done again", StringComparison.Ordinal)), "the event was given back");
        var line = logs.Lines.First(static l => l.Contains("done again", StringComparison.Ordinal));
        Assert.Contains("It is committed; its events could not be sent: Injected before Send.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("store could not be reached", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Idempotency-Key", line, StringComparison.Ordinal);
        host.Cloud.Broker.Faults.Stop();
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await host.StateAsync<int>(trace, "done"));
        Assert.Equal((1, 1), (options.Probe.Count(nameof(OnPing)), options.Probe.Count(nameof(OnPong))));
    }

    [Fact]
    public async Task Log_OfACommitThatTheStoreDoesNotAnswer_SaysThatItsEffectIsNotKnown()
    {
        var options = new HostOptions();
        await using var host = await FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());
        var logs = LogRecorder.On(host.Process.Services);
        options.Faults.When(static (_, _) => true);
        using var answer = await host.Http.PostAsync("/orders/7", new StringContent("{}", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var line = Assert.Single(logs.Lines, l => l.Contains("failed with 503", StringComparison.Ordinal));
        Assert.Contains("not known", line, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing of it is committed", line, StringComparison.Ordinal);
    }
}
