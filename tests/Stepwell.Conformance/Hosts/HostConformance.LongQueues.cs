using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Queue_LongerThanAHostKeepsInMemory_IsHandledInOrderAndWhole(bool restart)
    {
        const int Requests = 14, Each = 90;
        var options = new HostOptions { Settings = { ["MaxConcurrency"] = "1", ["ShutdownTimeout"] = "00:00:00.05" } };
        var gate = new Gate();
        options.Probe.OnAsync<Sequenced>(nameof(OnSequenced), (e, step) => e.Number == 0 ? gate.PassAsync().WaitAsync(step.CancellationToken) : Task.CompletedTask);
        options.Probe.On(nameof(Call), step =>
        {
            var first = (options.Probe.Count(nameof(Call)) - 1) * Each;
            for (var i = 0; i < Each; i++) step.Emit(new Sequenced("key" + (i % 3), first + i));
        });
        await using var host = await StartAsync(options);
        if (restart && !host.CanRestart) return;
        for (var i = 0; i < Requests; i++) await CallAsync(host);
        await gate.Reached;
        if (restart) await host.RestartAsync(crash: true);
        gate.Open();
        await host.QuietAsync();
        var numbers = options.Probe.Calls(nameof(OnSequenced)).Select(c => ((Sequenced)c.Message!).Number).Skip(restart ? 1 : 0).ToList();
        Assert.Equal(Enumerable.Range(0, Requests * Each), numbers.Order());
        foreach (var key in numbers.GroupBy(n => n % 3)) Assert.Equal(key.Order(), key);
        Assert.Empty(await host.DeadLettersAsync());
    }
}
