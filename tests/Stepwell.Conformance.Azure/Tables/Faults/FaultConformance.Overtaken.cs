using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Running;
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

    [Fact]
    public async Task Upkeep_OfAnOutboxThatWasAppliedAndNotCleared_DoesNotApplyItAgain()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync(), new StepwellOptions { MarkRetention = TimeSpan.FromDays(2) });
        // Many, so that some are looked at before the home group.
        var groups = Enumerable.Range(1, 9).Select(i => $"o{i}").ToArray();
        await under.Store.CommitAsync(new StepCommit
        {
            Id = "c", HomeGroup = Home, TraceId = Home, Handler = "OnPing", At = Now, Mark = new("m"), Delivery = Delivery,
            OtherChanges = [.. groups.Select(g => new OtherGroupChange(g, "k", Json("mine")))], Events = [Event("mine")],
        }, None);
        var broken = under.Another(sender: new PlannedSender(under.Sender, CallPlan.Fail(1, after: false)));
        await Assert.ThrowsAsync<IOException>(() => broken.RelayAsync(Home, "m", None).AsTask());
        foreach (var group in groups) await under.Admin.WriteEntryAsync(group, "k", Json("later"), null, None);
        under.Time.AdvanceTo(Now + TimeSpan.FromDays(2.5));
        await new TableUpkeep(under.Another()).RunAsync(None);
        Assert.Single(under.Sent);
        foreach (var group in groups) Assert.Equal("later", await ReadAsync(under, group, "k"));
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
