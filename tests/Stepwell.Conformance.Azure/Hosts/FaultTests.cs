using System.Net;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>Sends and settlements that fail or whose replies are lost, lost locks, and the end of the process between any two calls.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Faults_OfTheBrokerAtRandom_FinishEachOrderExactlyOnce(int seed)
    {
        const int Orders = 30;
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        host.Cloud.Broker.Faults.AtRandom(seed, 0.2);
        var traces = new List<string>();
        for (var i = 0; i < Orders; i++) traces.Add(await OrderAsync(host, i));
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.True(host.Cloud.Broker.Faults.Thrown > Orders, $"Only {host.Cloud.Broker.Faults.Thrown} calls failed.");
        host.Cloud.Broker.Faults.Stop();
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        await host.QuietAsync();
        Assert.Empty(await host.DeadLettersAsync());
        Assert.Equal(Orders, await host.StateAsync<int>("stock", "reserved"));
        foreach (var trace in traces)
            Assert.Equal((1, 1), (await host.StateAsync<int>(trace, "priced"), await host.StateAsync<int>(trace, "finished")));
    }

    [Fact]
    public async Task Process_EndsBetweenAnyTwoCalls_FinishesTheOrderExactlyOnce()
    {
        for (var point = 0; ; point++)
        {
            var options = new HostOptions();
            await using var host = await StartAsync(options);
            host.Process.Life.KillAfter(point);
            var placing = OrderAsync(host, 7);
            await Eventually.HoldsAsync(() => host.Process.Life.IsDead || (placing.IsCompleted && host.Process.IsQuiet(null)), "the process ended or the order was finished");
            var ended = host.Process.Life.IsDead;
            if (ended) await host.RestartAsync(crash: true, default);
            else host.Process.Life.KillAfter(int.MaxValue);
            var trace = ended ? await OrderAsync(host, 7) : await placing;
            await host.AdvanceAsync(TimeSpan.FromMinutes(30));
            Assert.True(host.Process.IsQuiet(null), $"After point {point} it is not quiet: {host.Process}");
            Assert.True((1, 1, 1) == (await host.StateAsync<int>(trace, "priced"), await host.StateAsync<int>("stock", "reserved"), await host.StateAsync<int>(trace, "finished")), $"Wrong after point {point}.");
            Assert.Empty(await host.DeadLettersAsync());
            if (!ended)
            {
                Assert.True(point > 40, $"There were only {point} points.");
                TestContext.Current.SendDiagnosticMessage("{0} points", point);
                return;
            }
        }
    }

    [Fact]
    public async Task Process_EndsBetweenAnyTwoCallsOfAnOrderedStep_KeepsTheOrder()
    {
        for (var point = 0; ; point++)
        {
            var options = new HostOptions();
            options.Probe.On(nameof(Call), step =>
            {
                for (var i = 1; i <= 3; i++) step.Emit(new Sequenced("key", i));
            });
            options.Probe.OnAsync<Sequenced>(nameof(OnSequenced), async (e, step) =>
            {
                await step.State.UpdateAsync<string>("log", log => log + e.Number);
                if (e.Number == 2 && step.Attempt == 1) throw new InvalidOperationException("once");
            });
            await using var host = await StartAsync(options);
            var trace = await CallAsync(host);
            host.Process.Life.KillAfter(point);
            await Eventually.HoldsAsync(() => host.Process.Life.IsDead || host.Process.IsQuiet(null), "the process ended or was through");
            if (!host.Process.Life.IsDead) await host.AdvanceAsync(TimeSpan.FromMinutes(1));
            var ended = host.Process.Life.IsDead;
            if (ended) await host.RestartAsync(crash: true, default);
            else host.Process.Life.KillAfter(int.MaxValue);
            await host.AdvanceAsync(TimeSpan.FromMinutes(30));
            Assert.True(host.Process.IsQuiet(null), $"After point {point} it is not quiet: {host.Process}");
            Assert.True(await host.StateAsync<string>(trace, "log") == "123", $"Wrong after point {point}: {await host.StateAsync<string>(trace, "log")}");
            Assert.Empty(await host.DeadLettersAsync());
            if (!ended)
            {
                Assert.True(point > 20, $"There were only {point} points.");
                TestContext.Current.SendDiagnosticMessage("{0} points", point);
                return;
            }
        }
    }

    [Fact]
    public async Task Process_EndsBetweenAnyTwoCallsOfTheOnlyAttemptInAGroup_HandlesTheEventOrDeadLettersIt()
    {
        for (var point = 0; ; point++)
        {
            var options = new HostOptions();
            var gate = new Gate();
            options.Probe.OnAsync(nameof(OnShelved), async step =>
            {
                await gate.PassAsync();
                await step.State.UpdateAsync<int>("count", n => n + 1);
                step.Emit(new Pong());
            });
            options.Probe.OnAsync(nameof(OnPong), static step => step.State.UpdateAsync<int>("heard", static n => n + 1).AsTask());
            await using var host = await StartAsync(options);
            var trace = await host.EmitAsync(new Shelved("a"));
            await gate.Reached;
            var ended = await EndAsync(host, point, gate);
            var (count, heard, letters) = (await host.StateAsync<int>("shelf/a", "count"), await host.StateAsync<int>(trace, "heard"), await host.DeadLettersAsync());
            Assert.True((1 - count, count) == (letters.Count, heard), $"Wrong after point {point}: handled {count} times, {letters.Count} dead letters, heard {heard} times.");
            if (!ended)
            {
                Assert.True(point > 10, $"There were only {point} points.");
                return;
            }
        }
    }

    [Fact]
    public async Task Process_EndsBetweenAnyTwoCallsOfOnFailureInAGroup_WritesOneDeadLetter()
    {
        for (var point = 0; ; point++)
        {
            var options = new HostOptions();
            var (first, gate) = (new Gate(), new Gate());
            options.Probe.OnAsync(nameof(OnStacked), _ => first.PassAsync());
            options.Probe.OnAsync("OnStacked.OnFailure", _ => gate.PassAsync());
            options.Probe.OnAsync(nameof(OnGaveUp), static step => step.State.UpdateAsync<int>("heard", static n => n + 1).AsTask());
            await using var host = await StartAsync(options);
            var trace = await host.EmitAsync(new Stacked("a"));
            await first.Reached;
            await host.RestartAsync(crash: true, default);
            await gate.Reached;
            var ended = await EndAsync(host, point, gate);
            Assert.Single(await host.DeadLettersAsync());
            var told = await host.StateAsync<string>("stack/a", "failed") is null ? 0 : 1;
            var heard = await host.StateAsync<int>(trace, "heard");
            Assert.True(told == heard, $"Wrong after point {point}: OnFailure {(told == 1 ? "holds" : "does not hold")}, heard {heard} times.");
            if (!ended)
            {
                Assert.Equal(1, told);
                Assert.True(point > 10, $"There were only {point} points.");
                return;
            }
        }
    }

    [Fact]
    public async Task Lock_LostWhileTheHandlerRuns_TakesEffectOnce()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            if (options.Probe.Count(nameof(OnPing)) == 1) await gate.PassAsync();
            await step.State.UpdateAsync<int>("count", n => n + 1);
            step.Emit(new Pong());
        });
        await using var host = await StartAsync(options);
        var trace = await host.EmitAsync(new Ping());
        await gate.Reached;
        host.Cloud.Broker.Faults.When(static (call, _) => call == "Renew");
        await host.AdvanceAsync(TimeSpan.FromMinutes(3));
        gate.Open();
        await host.QuietAsync();
        Assert.Equal(2, options.Probe.Count(nameof(OnPing)));
        Assert.Equal(1, await host.StateAsync<int>(trace, "count"));
        Assert.Equal(1, options.Probe.Count(nameof(OnPong)));
    }

    [Fact]
    public async Task Broker_TakesNoCopies_RetriesAllTheSameAndLosesNothing()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(OnPing), async _ =>
        {
            await gate.PassAsync();
            throw new InvalidOperationException("broken");
        });
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Ping());
        await gate.Reached;
        host.Cloud.Broker.Faults.When(static (call, _) => call == "Send");
        gate.Open();
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal("broken", Assert.Single(await host.DeadLettersAsync()).Reason);
        Assert.Equal([1, 2, 3, 4, 5], options.Probe.Calls(nameof(OnPing)).Select(c => c.Attempt));
    }

    /// <summary>Lets a handler go on, ends the process at a point from there, starts another, and waits until all is done.</summary>
    /// <returns>False where it was through before that point.</returns>
    private static async Task<bool> EndAsync(FunctionsHostUnderTest<ConformanceApp> host, int point, Gate gate)
    {
        host.Process.Life.KillAfter(point);
        gate.Open();
        await Eventually.HoldsAsync(() => host.Process.Life.IsDead || host.Process.IsQuiet(null), "the process ended or was through");
        var ended = host.Process.Life.IsDead;
        if (ended) await host.RestartAsync(crash: true, default);
        else host.Process.Life.KillAfter(int.MaxValue);
        await host.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.True(host.Process.IsQuiet(null), $"After point {point} it is not quiet: {host.Process}");
        return ended;
    }

    private static Task<FunctionsHostUnderTest<ConformanceApp>> StartAsync(HostOptions options) => FunctionsHostUnderTest<ConformanceApp>.StartAsync(options, new MemoryTables());

    private static async Task<string> CallAsync(IHostUnderTest host)
    {
        using var answer = await host.Http.PostAsync(new Uri("/call", UriKind.Relative), null).InTimeAsync();
        return answer.Headers.GetValues("Stepwell-Trace-Id").Single();
    }

    /// <summary>Places an order as a careful client does: again, with the same key, until it is answered.</summary>
    private static async Task<string> OrderAsync(IHostUnderTest host, int number)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/orders/{number}") { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", "order " + number);
            using var answer = await host.Http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.Accepted) return (await answer.Content.ReadAsStringAsync()).Trim('"');
            Assert.True(answer.StatusCode is HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError, await answer.Content.ReadAsStringAsync());
            await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        }
    }
}
