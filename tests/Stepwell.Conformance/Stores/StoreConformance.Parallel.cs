using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Stepwell.Conformance.Kit;
using Stepwell.Storage;

namespace Stepwell.Conformance.Stores;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task Commit_ManyAtOnceWithAGuardedCounter_AddUp()
    {
        const int Writers = 8, Each = 25;
        await using var under = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                while (await IncrementAsync(under, under.Store, "n") != CommitOutcome.Committed) { }
        }, TestContext.Current.CancellationToken)));
        Assert.Equal((Writers * Each).ToString(CultureInfo.InvariantCulture), await ReadAsync(under, "g", "n"));
    }

    [Fact]
    public async Task Commit_SameMarkFromManyAtOnce_HoldsOnce()
    {
        await using var under = await OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var mark = new CommitMark("Call:" + round);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
                SaveAsync(under, Copy(Commit("g", Set("k" + i, "1")), mark, events: [Event("ping", "{}", "g")])), TestContext.Current.CancellationToken)));
            Assert.Equal(1, outcomes.Count(o => o == CommitOutcome.Committed));
            Assert.Equal(5, outcomes.Count(o => o == CommitOutcome.Duplicate));
        }
        Assert.Equal(20, under.Sent.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Commit_WithRepliesLostAtRandom_IsAppliedExactlyOnce(int seed)
    {
        const int Writers = 4, Each = 40;
        await using var under = await OpenAsync();
        var faults = new StoreFaults();
        faults.AtRandom(seed, 0.3);
        var faulty = new FaultyStore(under.Store, faults);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                while (await IncrementAsync(under, faulty, "n", Event("ping", "{}", "g")) != CommitOutcome.Committed) { }
        }, TestContext.Current.CancellationToken)));
        await under.SettleAsync();
        Assert.True(faults.Thrown > Each, $"Only {faults.Thrown} calls failed (seed {seed}).");
        Assert.Equal((Writers * Each).ToString(CultureInfo.InvariantCulture), await ReadAsync(under, "g", "n"));
        Assert.Equal(Writers * Each, under.Sent.Select(s => s.Envelope.Id).Distinct().Count());
    }

    [Fact]
    public async Task Read_WhileOthersCommit_SeesWholeCommitsOnly()
    {
        await using var under = await OpenAsync();
        var torn = new ConcurrentQueue<string>();
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var values = (await under.Store.ListAsync("g", "pair", None)).Select(e => Encoding.UTF8.GetString(e.Value.Json)).Distinct().ToList();
                if (values.Count > 1) torn.Enqueue(string.Join(' ', values));
            }
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 200; i++)
        {
            var json = i.ToString(CultureInfo.InvariantCulture);
            await SaveAsync(under, Commit("g", Set("pair1", json), Set("pair2", json)));
        }
        await done.CancelAsync();
        await reading;
        Assert.Empty(torn);
    }

    /// <summary>Adds one as an attempt of the runner would; a call whose reply is lost is made again with the same commit.</summary>
    private static async Task<CommitOutcome> IncrementAsync(IStoreUnderTest under, IStepStore store, string key, params Messaging.EventEnvelope[] events)
    {
        var seen = await InsistAsync(() => store.ReadAsync("g", key, None));
        var next = (seen is null ? 0 : int.Parse(Encoding.UTF8.GetString(seen.Json), CultureInfo.InvariantCulture)) + 1;
        var commit = Copy(Commit("g", Guarded(key, next.ToString(CultureInfo.InvariantCulture), seen)), events: events);
        var outcome = await InsistAsync(() => store.CommitAsync(commit, None));
        if (outcome == CommitOutcome.Committed) await under.Store.RelayAsync(commit, None);
        return outcome;
    }

    private static async Task<T> InsistAsync<T>(Func<ValueTask<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (IOException)
            {
                // Injected; whether the call happened is for the store to tell.
            }
        }
    }
}
