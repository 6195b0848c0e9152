using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Messaging;
using Stepwell.Storage;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Faults;

public abstract partial class FaultConformance
{
    private static EventDelivery Delivery { get; } = new()
    {
        Envelope = Event("delivered"), Handler = TableStoreUnderTest.Catalog.Handler("OnPing")!, Attempt = 1, ReadyAt = Now,
    };

    [Fact]
    public Task Request_BrokenOffAnywhere_IsSweptToAllOrNothing() => AtEveryCallAsync(
        async (_, store) =>
        {
            var commit = Everything("mine");
            await store.CommitAsync(commit, None);
            await store.RelayAsync(commit, None);
        },
        async (under, _) =>
        {
            await SweepAsync(under);
            var holds = await under.Store.ReadMarkAsync(Home, "Call:one", None) is not null;
            await (holds ? AssertDoneAsync(under, "mine") : AssertNoneAsync(under));
            Assert.Empty(await RowsAsync(under, "Pending"));
            // Nobody would repeat it: without a note its mark would stay for ever.
            if (holds) Assert.Contains(await RowsAsync(under, "Groups"), r => r.RowKey == KeyText.Encode(Home));
        },
        WriteOthersAsync);

    [Fact]
    public Task Request_AskedForAgainAfterAFault_HoldsOnce() => AtEveryCallAsync(
        async (_, store) =>
        {
            var commit = Everything("mine");
            Assert.Equal(CommitOutcome.Committed, await InsistAsync(() => store.CommitAsync(commit, None)));
            await InsistAsync(() => store.RelayAsync(commit, None));
        },
        async (under, broken) =>
        {
            Assert.False(broken);
            // A relay that is repeated finds nothing to do, and what announced the commit goes with the next sweep.
            await SweepAsync(under);
            await AssertDoneAsync(under, "mine");
        },
        WriteOthersAsync);

    [Fact]
    public Task Request_OvertakenByTheSweepAnywhere_IsNeitherLostNorBroken() => AtEveryCallAsync(
        async (_, store) =>
        {
            // The process ends after the commit: what the sweep did meanwhile must not make the next one miss it.
            Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(Everything("mine"), None));
        },
        async (under, _) =>
        {
            await SweepAsync(under);
            await AssertDoneAsync(under, "mine");
        },
        WriteOthersAsync,
        fault: static (under, number, after) => new CallPlan(number, after, () => SweepAsync(under)));

    [Fact]
    public Task Sweep_BrokenOffAnywhere_IsEndedByTheNext() => AtEveryCallAsync(
        async (under, store) =>
        {
            under.Time.AdvanceTo(under.Time.GetUtcNow() + Later);
            await new OutboxSweep(store).SweepAsync(None);
        },
        async (under, _) =>
        {
            await SweepAsync(under);
            await AssertDoneAsync(under, "mine");
        },
        async under =>
        {
            await WriteOthersAsync(under);
            await under.Store.CommitAsync(Everything("mine"), None);
        });

    [Fact]
    public Task Sweep_BrokenOffAnywhere_DoesNotUndoWhatOthersWroteSince() => AtEveryCallAsync(
        async (under, store) =>
        {
            under.Time.AdvanceTo(under.Time.GetUtcNow() + Later);
            await new OutboxSweep(store).SweepAsync(None);
        },
        async (under, _) =>
        {
            await under.Admin.WriteEntryAsync("o1", "k", Json("later"), null, None);
            await SweepAsync(under);
            await SweepAsync(under);
            Assert.Equal(("later", "mine"), (await ReadAsync(under, "o1", "k"), await ReadAsync(under, "o2", "k")));
            await under.Store.RelayAsync(Home, "Call:one", None);
            Assert.Equal("later", await ReadAsync(under, "o1", "k"));
        },
        async under => await under.Store.CommitAsync(Everything("mine"), None));

    [Fact]
    public Task Delivery_BrokenOffAnywhere_IsEndedByItsRedelivery() => AtEveryCallAsync(
        async (_, store) =>
        {
            var commit = Everything("first", Delivery);
            await store.CommitAsync(commit, None);
            await store.RelayAsync(commit, None);
        },
        async (under, _) =>
        {
            var (store, again) = (under.Another(), Everything("second", Delivery));
            var outcome = await store.CommitAsync(again, None);
            if (outcome == CommitOutcome.Committed) await store.RelayAsync(again, None);
            else await store.RelayAsync(Home, again.Mark.Key, None);
            Assert.NotEqual(CommitOutcome.Conflict, outcome);
            await AssertDoneAsync(under, outcome == CommitOutcome.Committed ? "second" : "first");
        },
        WriteOthersAsync);

    [Fact]
    public Task Conflict_OfARequestBrokenOffAnywhere_LeavesNothing() => AtEveryCallAsync(
        async (under, store) =>
        {
            var commit = new StepCommit
            {
                Id = "late", HomeGroup = Home, TraceId = Home, Handler = "Call", At = Now, Mark = new("Call:late"), Changes = [new("taken", Json("late"), new StateGuard(true, null))],
                OtherChanges = [new("o1", "k", Json("late"))], Events = [Event("late")],
            };
            Assert.Equal(CommitOutcome.Conflict, await InsistAsync(() => store.CommitAsync(commit, None)));
        },
        async (under, broken) =>
        {
            Assert.False(broken);
            await SweepAsync(under);
            await AssertNoneAsync(under);
            Assert.Equal("early", await ReadAsync(under, Home, "taken"));
        },
        async under =>
        {
            await WriteOthersAsync(under);
            await under.Admin.WriteEntryAsync(Home, "taken", Json("early"), null, None);
        });

    [Fact]
    public async Task Relays_AndSweepsAtOnce_ApplyOnce()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync());
        await WriteOthersAsync(under);
        var commit = Everything("mine");
        await under.Store.CommitAsync(commit, None);
        under.Time.AdvanceTo(under.Time.GetUtcNow() + Later);
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await new OutboxSweep(under.Another()).SweepAsync(None))),
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await under.Another().RelayAsync(Home, commit.Mark.Key, None))),
            under.Store.RelayAsync(commit, None).AsTask(),
        ]);
        await AssertDoneAsync(under, "mine");
        Assert.Single(await RowsAsync(under, "State"), r => r.PartitionKey == "o1" && r.RowKey.StartsWith('a'));
    }
}
