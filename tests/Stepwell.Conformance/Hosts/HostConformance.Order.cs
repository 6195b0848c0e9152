using System.Collections.Concurrent;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Fact]
    public async Task Ordered_EventsOfAKey_RunInOrderRetriesIncludedWhileOtherKeysGoOn()
    {
        var options = new HostOptions();
        var done = new ConcurrentQueue<Sequenced>();
        options.Probe.On<Sequenced>(nameof(OnSequenced), (e, step) =>
        {
            if (e is { Key: "a", Number: 2 } && step.Attempt < 3) throw new InvalidOperationException("not yet");
            done.Enqueue(e);
        });
        options.Probe.On(nameof(Call), step =>
        {
            for (var i = 1; i <= 5; i++)
                foreach (var key in (string[])["a", "b"])
                    step.Emit(new Sequenced(key, i));
        });
        await using var host = await StartAsync(options);
        await CallAsync(host);
        await host.QuietAsync();
        Assert.Equal([1], done.Where(e => e.Key == "a").Select(e => e.Number));
        Assert.Equal([1, 2, 3, 4, 5], done.Where(e => e.Key == "b").Select(e => e.Number));
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([1, 2, 3, 4, 5], done.Where(e => e.Key == "a").Select(e => e.Number));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ordered_EventThatWaitsForItsRepetition_KeepsItsPlaceAndTimeOverARestart(bool crash)
    {
        var options = new HostOptions();
        var done = new ConcurrentQueue<(int Number, int Attempt)>();
        options.Probe.On<Sequenced>(nameof(OnSequenced), (e, step) =>
        {
            if (e.Number == 1 && step.Attempt < 3) throw new InvalidOperationException("not yet");
            done.Enqueue((e.Number, step.Attempt));
        });
        options.Probe.On(nameof(Call), step =>
        {
            for (var i = 1; i <= 3; i++) step.Emit(new Sequenced("a", i));
        });
        await using var host = await StartAsync(options);
        if (!host.CanRestart) return;
        await CallAsync(host);
        await host.QuietAsync();
        await host.RestartAsync(crash);
        await host.QuietAsync();
        Assert.Equal(1, options.Probe.Count(nameof(OnSequenced)));
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([(1, 3), (2, 1), (3, 1)], done);
        Assert.Equal([1, 2, 3, 1, 1], options.Probe.Calls(nameof(OnSequenced)).Select(c => c.Attempt));
    }

    [Fact]
    public async Task Ordered_EventOfAKeyDeadLettered_LetsTheNextGoOn()
    {
        var options = new HostOptions();
        var done = new ConcurrentQueue<int>();
        options.Probe.On<Sequenced>(nameof(OnSequenced), (e, _) =>
        {
            if (e.Number == 1) throw new GiveUpException("never");
            done.Enqueue(e.Number);
        });
        options.Probe.On(nameof(Call), step =>
        {
            for (var i = 1; i <= 3; i++) step.Emit(new Sequenced("a", i));
        });
        await using var host = await StartAsync(options);
        await CallAsync(host);
        await host.QuietAsync();
        Assert.Equal([2, 3], done);
        Assert.Single(await host.DeadLettersAsync());
    }

    [Fact]
    public async Task Ordered_EventsOfAKey_NeverOverlap()
    {
        var options = new HostOptions();
        var running = new ConcurrentDictionary<string, int>();
        var overlaps = 0;
        var done = new ConcurrentQueue<Sequenced>();
        options.Probe.OnAsync<Sequenced>(nameof(OnSequenced), async (e, _) =>
        {
            if (running.AddOrUpdate(e.Key, 1, static (_, n) => n + 1) > 1) Interlocked.Increment(ref overlaps);
            await Task.Yield();
            done.Enqueue(e);
            running.AddOrUpdate(e.Key, 0, static (_, n) => n - 1);
        });
        await using var host = await StartAsync(options);
        for (var i = 0; i < 60; i++) await host.EmitAsync(new Sequenced("key" + (i % 3), i), i % 2 == 0 ? null : new EmitOptions { OrderingKey = "key" + (i % 3) });
        await host.QuietAsync();
        Assert.Equal(0, overlaps);
        foreach (var key in done.GroupBy(e => e.Key)) Assert.Equal(key.Select(e => e.Number).Order(), key.Select(e => e.Number));
        Assert.Equal(60, done.Count);
    }

    /// <summary>Order is each handler's own: it keeps the events of one from each other, and not the handlers.</summary>
    [Fact]
    public async Task Ordered_TwoHandlersThatWriteOneKey_RunAtOnceAndTheKeysGuardCountsBoth()
    {
        var options = new HostOptions();
        var gate = new Gate();
        var read = 0;
        foreach (var handler in (string[])[nameof(OnTallied), nameof(OnTalliedToo)])
            options.Probe.OnAsync(handler, async step =>
            {
                var count = await step.State.GetAsync<int>("count");
                if (Interlocked.Increment(ref read) == 2) gate.Open();
                await gate.PassAsync().InTimeAsync();
                step.State.Set("count", count + 1);
            });
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Tallied("a"));
        await host.QuietAsync();
        Assert.Equal(2, await host.StateAsync<int>("tally/a", "count"));
        Assert.Equal([RunStatus.Ok, RunStatus.Ok, RunStatus.Discarded], [.. StatusesOf(host, nameof(OnTallied)).Concat(StatusesOf(host, nameof(OnTalliedToo))).Order()]);
    }

    [Fact]
    public async Task Concurrency_OfAStep_IsNeverExceededAndUsed()
    {
        var options = new HostOptions();
        var gate = new Gate();
        options.Probe.OnAsync(nameof(OnNarrow), _ => gate.PassAsync());
        await using var host = await StartAsync(options);
        for (var i = 0; i < 10; i++) await host.EmitAsync(new Narrow(i));
        await Eventually.HoldsAsync(() => gate.Arrived == 2, "two ran at once");
        await host.EmitAsync(new Ping());
        await Eventually.HoldsAsync(() => options.Probe.Count(nameof(OnPing)) == 1, "another step ran meanwhile");
        Assert.Equal(2, gate.Arrived);
        gate.Open();
        await host.QuietAsync();
        Assert.Equal(10, gate.Arrived);
    }

    [Fact]
    public async Task Concurrency_OfTheProcess_IsNeverExceededAndUsed()
    {
        var options = new HostOptions { Settings = { ["MaxConcurrency"] = "3" } };
        var gate = new Gate();
        options.Probe.OnAsync(nameof(OnPing), _ => gate.PassAsync());
        await using var host = await StartAsync(options);
        for (var i = 0; i < 10; i++) await host.EmitAsync(new Ping());
        await Eventually.HoldsAsync(() => gate.Arrived == 3, "three ran at once");
        await host.EmitAsync(new Pong());
        Assert.Equal(3, gate.Arrived);
        Assert.Equal(0, options.Probe.Count(nameof(OnPong)));
        gate.Open();
        await host.QuietAsync();
        Assert.Equal(10, gate.Arrived);
    }

    [Fact]
    public async Task Queue_WithoutOrder_IsFirstInFirstOut()
    {
        var options = new HostOptions { Settings = { ["MaxConcurrency"] = "1" } };
        await using var host = await StartAsync(options);
        for (var i = 0; i < 50; i++) await host.EmitAsync(new Narrow(i));
        await host.QuietAsync();
        Assert.Equal(Enumerable.Range(0, 50), options.Probe.Calls(nameof(OnNarrow)).Select(c => ((Narrow)c.Message!).Number));
    }
}
