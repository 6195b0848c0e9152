using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Storage;
using Stepwell.Tables;
using Stepwell.Testing;

namespace Stepwell.Conformance.Azure.Tables.Faults;

public abstract partial class FaultConformance
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sweep_OvertakenAnywhereByACommitThatDiesThen_LosesNothing(bool clockBehind)
    {
        foreach (var after in (bool[])[false, true])
        {
            for (var number = 1; await OvertakeAsync(number, after, clockBehind); number++) Assert.True(number < 100);
        }
    }

    /// <summary>A commit is announced and held; the sweep takes it for dead; at one of the sweep's calls the commit goes on, and its process ends before it relays.</summary>
    /// <returns>False where the sweep made fewer calls.</returns>
    private async Task<bool> OvertakeAsync(int number, bool after, bool clockBehind)
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync());
        await WriteOthersAsync(under);
        var held = new HeldTables(under.Service, under.Prefix + "State");
        // With a clock that is behind, the commit is announced anew under the same key.
        TimeProvider clock = clockBehind ? new VirtualTime(Now) : under.Time;
        var commit = new TableStore(held, under.Sender, TableStoreUnderTest.Catalog, under.Options, clock, under.Prefix).CommitAsync(Everything("mine"), None).AsTask();
        await held.Reached;
        under.Time.AdvanceTo(under.Time.GetUtcNow() + Later);
        var plan = new CallPlan(number, after, () =>
        {
            held.Release();
            return commit;
        });
        await new OutboxSweep(under.Another(new PlannedTables(under.Service, plan), new PlannedSender(under.Sender, plan))).SweepAsync(None);
        held.Release();
        Assert.Equal(CommitOutcome.Committed, await commit);
        await SweepAsync(under);
        await AssertDoneAsync(under, "mine");
        return plan.Happened;
    }
}
