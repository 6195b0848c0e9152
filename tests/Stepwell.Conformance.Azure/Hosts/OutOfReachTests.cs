using System.Net;
using System.Text;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Hosts;
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
