using System.Net;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;

namespace Stepwell.Conformance.Hosts;

/// <summary>What a handler hands to the outside world, and what is refused before anything holds.</summary>
public abstract partial class HostConformance
{
    [Fact]
    public async Task IdempotencyKey_TwoRequestsOnOneTrace_AreTwoWorks()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step => step.State.Set("there", true));
        await using var host = await StartAsync(options);
        var trace = await CallAsync(host);
        for (var i = 0; i < 2; i++) (await PostAsync(host, $"/traces/{trace}/call")).Dispose();
        Assert.Equal(2, options.Probe.Calls(nameof(CallInTrace)).Select(c => c.IdempotencyKey).Distinct().Count());
    }

    [Fact]
    public async Task IdempotencyKey_TwoCallersWithTheSameHeader_AreTwoWorks()
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        (await KeyedAsync(host, "1", user: "ada")).Dispose();
        (await KeyedAsync(host, "1", user: "bob")).Dispose();
        Assert.Equal(2, options.Probe.Calls(nameof(Call)).Select(c => c.IdempotencyKey).Distinct().Count());
    }

    [Fact]
    public async Task Header_WithCharactersThatHttpForbids_FailsBeforeTheCommit()
    {
        var options = new HostOptions();
        options.Probe.Answer(nameof(CallInGroup), step =>
        {
            step.State.Set("key", 1);
            return ApiResult.NoContent().WithHeader("Location", "/customers/Jürgen\r\nX-Evil: 1");
        });
        await using var host = await StartAsync(options);
        using var answer = await PostAsync(host, "/rooms/a/call");
        await ProblemAsync(answer, HttpStatusCode.InternalServerError);
        Assert.Equal(0, await host.StateAsync<int>("room/a", "key"));
    }

    [Fact]
    public async Task TimeLimit_HandlerObservesItsToken_SaysThatItWasTheTimeLimit()
    {
        var options = new HostOptions();
        options.Probe.OnAsync(nameof(OnLimited), step => Task.Delay(Timeout.InfiniteTimeSpan, step.Time, step.CancellationToken));
        await using var host = await StartAsync(options);
        await host.EmitAsync(new Limited());
        await Eventually.HoldsAsync(() => options.Probe.Count(nameof(OnLimited)) == 1, "the handler started");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await host.QuietAsync();
        Assert.Contains("time limit of 2 s", (await OnlyDeadLetterAsync(host)).Reason, StringComparison.Ordinal);
    }
}
