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

    [Theory]
    [InlineData("/call", null, nameof(IStepStore.ReadAsync))]
    [InlineData("/call", null, nameof(IStepStore.ListAsync))]
    [InlineData("/call", null, nameof(IStepStore.GroupExistsAsync))]
    [InlineData("/call", "k1", nameof(IStepStore.ReserveAsync))]
    [InlineData("/traces/{trace}/call", null, nameof(IStepStore.GroupExistsAsync))]
    public async Task Faults_StoreCannotBeReadForAnApi_Is503AndToBeTriedAgain(string path, string? key, string failing)
    {
        var options = new HostOptions();
        await using var host = await StartAsync(options);
        options.Probe.On(nameof(Call), step => step.State.Set("key", 1));
        var trace = await CallAsync(host);
        options.Probe.OnAsync(nameof(Call), async step =>
        {
            await step.State.GetAsync<int>("key");
            await step.State.ListAsync<int>();
            step.State.Set("after", 1);
            step.Emit(new Ping(), new EmitOptions { TraceId = trace });
        });
        options.Faults.When((call, after) => call == failing && !after);
        using var answer = await PostAsync(host, path.Replace("{trace}", trace, StringComparison.Ordinal), Json("{}"), key is null ? [] : [("Idempotency-Key", key)]);
        var problem = await ProblemAsync(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("The store cannot be reached. Nothing of this request is committed; try again later.", problem.GetProperty("detail").GetString());
        Assert.NotNull(answer.Headers.RetryAfter);
        options.Faults.Stop();
        using var again = await PostAsync(host, "/call", Json("{}"), key is null ? [] : [("Idempotency-Key", key)]);
        Assert.True(again.IsSuccessStatusCode, await again.Content.ReadAsStringAsync());
        await host.QuietAsync();
    }

    [Fact]
    public async Task Faults_StoreCannotBeReadAndTheHandlerSaysSoInItsOwnWords_Is503AllTheSame()
    {
        var options = new HostOptions();
        options.Probe.OnAsync(nameof(Call), async step =>
        {
            try
            {
                await step.State.GetAsync<int>("key");
            }
            catch (Exception e)
            {
                throw new InvalidOperationException("The books are closed.", e);
            }
        });
        await using var host = await StartAsync(options);
        options.Faults.When((call, after) => call == nameof(IStepStore.ReadAsync) && !after);
        using var answer = await PostAsync(host, "/call", Json("{}"));
        await ProblemAsync(answer, HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Faults_StoreCannotTellOfATraceThatOnFailureEmitsTo_CostsNoEffectOfIt()
    {
        var options = new HostOptions();
        options.Probe.On(nameof(Call), step => step.State.Set("key", 1));
        await using var host = await StartAsync(options);
        var other = await CallAsync(host);
        options.Probe.On(nameof(OnRetried), _ => throw new GiveUpException("broken"));
        options.Probe.On(nameof(OnRetried.OnFailureAsync), step => step.Emit(new GaveUp("told", 1), new EmitOptions { TraceId = other }));
        var failures = 1;
        options.Faults.When((call, after) => call == nameof(IStepStore.GroupExistsAsync) && !after && failures-- > 0);
        await host.EmitAsync(new Retried());
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("broken", (await OnlyDeadLetterAsync(host)).Reason);
        Assert.Equal(2, options.Probe.Count(nameof(OnGaveUp)));
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
