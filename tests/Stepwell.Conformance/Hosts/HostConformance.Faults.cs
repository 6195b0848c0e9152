using System.Net;
using Stepwell.Conformance.Kit;
using Stepwell.Conformance.Steps;
using Stepwell.Storage;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Faults_AtRandom_FinishEachOrderExactlyOnce(int seed)
    {
        const int Orders = 40;
        TestContext.Current.SendDiagnosticMessage("Seed {0}", seed);
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        var traces = new List<string>();
        for (var i = 0; i < Orders; i++)
        {
            options.Faults.AtRandom((seed * 1000) + i, 0.2);
            traces.Add(await OrderAsync(host, i));
        }
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.True(options.Faults.Thrown > Orders, $"Only {options.Faults.Thrown} calls failed.");
        options.Faults.Stop();
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        await host.QuietAsync();
        Assert.Empty(await host.DeadLettersAsync());
        Assert.Equal(Orders, await host.StateAsync<int>("stock", "reserved"));
        foreach (var trace in traces)
        {
            Assert.Equal(1, await host.StateAsync<int>(trace, "priced"));
            Assert.Equal(1, await host.StateAsync<int>(trace, "finished"));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Faults_RepliesOfCommitsLost_ApplyEffectsOnce(int lost)
    {
        var options = new HostOptions();
        options.Probe.OnAsync(nameof(OnPing), async step =>
        {
            await step.State.UpdateAsync<int>("count", n => n + 1);
            step.Emit(new Pong());
        });
        await using var host = await StartAsync(options);
        options.Faults.LoseReplies(nameof(IStepStore.CommitAsync), lost);
        var trace = await host.EmitAsync(new Ping());
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await host.StateAsync<int>(trace, "count"));
        Assert.Equal(1, options.Probe.Count(nameof(OnPong)));
        Assert.Empty(await host.DeadLettersAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Faults_ReplyOfADeadLetterLost_IsOneDeadLetterAndOneOnFailure(int lost)
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnRetried), _ => throw new GiveUpException("broken"));
        await using var host = await StartAsync(options);
        options.Faults.LoseReplies(nameof(IStepStore.CommitAsync), lost);
        await host.EmitAsync(new Retried());
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("broken", (await OnlyDeadLetterAsync(host)).Reason);
        Assert.Equal(1, options.Probe.Count(nameof(OnGaveUp)));
    }

    [Fact]
    public async Task Faults_StoreOutOfReach_CostsNoAttempt()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(OnPing), step => step.State.Set("attempt", step.Attempt));
        await using var host = await StartAsync(options);
        options.Faults.When((call, after) => call == nameof(IStepStore.CommitAsync) && !after);
        var trace = await host.EmitAsync(new Ping());
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        options.Faults.Stop();
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await host.StateAsync<int>(trace, "attempt"));
    }

    [Fact]
    public async Task Faults_StoreOutOfReachForAnApi_Is5xxAsAProblemWithTheTrace()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(CallInTrace), step => step.State.Set("key", 1));
        options.Probe.On(nameof(Call), step => step.State.Set("key", 1));
        await using var host = await StartAsync(options);
        var trace = await CallAsync(host);
        options.Faults.When((_, after) => !after);
        foreach (var path in (string[])["/call", $"/traces/{trace}/call"])
        {
            using var answer = await PostAsync(host, path, Json("{}"), ("Idempotency-Key", "k1"));
            Assert.InRange((int)answer.StatusCode, 500, 503);
            await ProblemAsync(answer, answer.StatusCode);
            Assert.NotNull(TraceOf(answer));
        }
        await host.QuietAsync();
    }

    /// <summary>Places an order as a careful client does: again, with the same key, until it is answered.</summary>
    private static async Task<string> OrderAsync(IHostUnderTest host, int number)
    {
        while (true)
        {
            using var answer = await PostAsync(host, $"/orders/{number}", Json("{}"), ("Idempotency-Key", "order " + number));
            if (answer.StatusCode == HttpStatusCode.Accepted) return (await answer.Content.ReadAsStringAsync()).Trim('"');
            Assert.True(answer.StatusCode is HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError, await answer.Content.ReadAsStringAsync());
            if (answer.StatusCode == HttpStatusCode.Conflict) await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        }
    }
}
