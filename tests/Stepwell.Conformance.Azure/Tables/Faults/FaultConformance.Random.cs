using System.Globalization;
using System.Text;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Storage;
using Stepwell.Tables;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Tables.Faults;

public abstract partial class FaultConformance
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Counter_WithFaultsAtRandomAndASweepBeside_AddsUp(int seed)
    {
        const int Writers = 4, Each = 15;
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync());
        var plan = CallPlan.AtRandom(seed, 0.08);
        using var done = new CancellationTokenSource();
        var sweeping = Task.Run(() => SweepUntilAsync(under, done.Token), TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++) await IncrementAsync(under, plan, $"{w}-{i}");
        }, TestContext.Current.CancellationToken)));
        await done.CancelAsync();
        await sweeping;
        await SweepAsync(under);
        Assert.True(plan.Happened);
        Assert.Equal((Writers * Each).ToString(CultureInfo.InvariantCulture), await ReadAsync(under, Home, "n"));
        Assert.Equal(Writers * Each, under.Sent.Select(s => s.Envelope.Id).Distinct().Count());
        Assert.Equal(Writers * Each, (await under.Store.ListAsync("others", "", None)).Count);
        await AssertNothingLeftAsync(under);
    }

    /// <summary>Adds one, as often as it takes; each try is a process of its own, which may end at any call.</summary>
    private static async Task IncrementAsync(TableStoreUnderTest under, CallPlan plan, string name)
    {
        StepCommit? commit = null;
        while (true)
        {
            var store = under.Another(new PlannedTables(under.Service, plan), new PlannedSender(under.Sender, plan));
            try
            {
                commit ??= await MakeAsync(store, name);
                var outcome = await store.CommitAsync(commit, None);
                if (outcome == CommitOutcome.Conflict)
                {
                    commit = null;
                    continue;
                }
                Assert.Equal(CommitOutcome.Committed, outcome);
                await store.RelayAsync(commit, None);
                return;
            }
            catch (IOException)
            {
                // The same commit is made again, so that it is told from another's.
            }
        }
    }

    private static async Task<StepCommit> MakeAsync(TableStore store, string name)
    {
        var seen = await store.ReadAsync(Home, "n", None);
        var next = (seen is null ? 0 : int.Parse(Encoding.UTF8.GetString(seen.Json), CultureInfo.InvariantCulture)) + 1;
        return new()
        {
            Id = TraceIds.NewSpan(), HomeGroup = Home, TraceId = Home, Handler = "Call", At = Now, Mark = new(name),
            Changes = [new("n", Encoding.UTF8.GetBytes(next.ToString(CultureInfo.InvariantCulture)), new StateGuard(true, seen?.Version))],
            OtherChanges = [new("others", name, Json(name))], Events = [Event(name)],
        };
    }

    private static async Task SweepUntilAsync(TableStoreUnderTest under, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await SweepAsync(under);
            await Task.Yield();
        }
    }
}
