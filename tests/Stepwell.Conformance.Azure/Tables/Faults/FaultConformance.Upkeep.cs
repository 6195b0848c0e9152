using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Faults;

public abstract partial class FaultConformance
{
    private static StepwellOptions Retention => new() { MarkRetention = TimeSpan.FromDays(2), StateRetention = TimeSpan.FromDays(5) };

    [Fact]
    public Task Upkeep_BrokenOffAnywhere_IsEndedByTheNext() => AtEveryCallAsync(
        async (under, store) =>
        {
            under.Time.AdvanceTo(Now + TimeSpan.FromDays(10));
            await new TableUpkeep(store).RunAsync(None);
        },
        async (under, _) =>
        {
            await new TableUpkeep(under.Another()).RunAsync(None);
            Assert.Empty(await RowsAsync(under, "State"));
            Assert.Empty(await RowsAsync(under, "Groups"));
            Assert.Empty(await RowsAsync(under, "Reservations"));
            Assert.False(await under.Store.GroupExistsAsync(Home, None));
        },
        async under =>
        {
            await WriteOthersAsync(under);
            var commit = Everything("mine");
            await under.Store.CommitAsync(commit, None);
            await under.Store.RelayAsync(commit, None);
            await under.Store.ReserveAsync(Reserve("m1"), None);
        },
        Retention);

    [Fact]
    public async Task Upkeep_OvertakenByAWriteAnywhere_KeepsWhatWasWritten()
    {
        var wrote = false;
        await AtEveryCallAsync(
            async (under, store) =>
            {
                under.Time.AdvanceTo(Now + TimeSpan.FromDays(10));
                await new TableUpkeep(store).RunAsync(None);
            },
            async (under, _) => Assert.Equal(wrote ? "new" : null, await ReadAsync(under, Home, "old")),
            async under => await under.Store.CommitAsync(Marked("old", Now), None),
            Retention,
            (under, number, after) =>
            {
                wrote = false;
                return new CallPlan(number, after, async () => wrote = await under.Admin.WriteEntryAsync(Home, "old", Json("new"), null, None));
            });
    }

    [Fact]
    public async Task Upkeep_OfMarks_LeavesYoungerOnesAndAllValues()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync(), new StepwellOptions { MarkRetention = TimeSpan.FromDays(2) });
        await under.Store.CommitAsync(Marked("old", Now), None);
        await under.Store.CommitAsync(Marked("young", Now + TimeSpan.FromDays(1)), None);
        under.Time.AdvanceTo(Now + TimeSpan.FromDays(2.5));
        await new TableUpkeep(under.Tables).RunAsync(None);
        Assert.Null(await under.Store.ReadMarkAsync(Home, "old", None));
        Assert.NotNull(await under.Store.ReadMarkAsync(Home, "young", None));
        Assert.Equal("old", await ReadAsync(under, Home, "old"));
        under.Time.AdvanceTo(Now + TimeSpan.FromDays(30));
        await new TableUpkeep(under.Tables).RunAsync(None);
        Assert.Null(await under.Store.ReadMarkAsync(Home, "young", None));
        Assert.Equal("old", await ReadAsync(under, Home, "old"));
    }

    [Fact]
    public async Task Upkeep_OfState_RemovesGroupsWholeAndOnlyWhenNothingIsYounger()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync(), Retention);
        await under.Store.CommitAsync(Marked("old", Now), None);
        await under.Admin.WriteEntryAsync("gone", "k", Json("x"), null, None);
        under.Time.AdvanceTo(Now + TimeSpan.FromDays(3));
        await under.Store.CommitAsync(Marked("young", under.Time.GetUtcNow()), None);
        under.Time.AdvanceTo(Now + TimeSpan.FromDays(6));
        await new TableUpkeep(under.Tables).RunAsync(None);
        Assert.Equal(("old", "young", null), (await ReadAsync(under, Home, "old"), await ReadAsync(under, Home, "young"), await ReadAsync(under, "gone", "k")));
        under.Time.AdvanceTo(Now + TimeSpan.FromDays(9));
        await new TableUpkeep(under.Tables).RunAsync(None);
        Assert.Equal((null, null), (await ReadAsync(under, Home, "old"), await ReadAsync(under, Home, "young")));
    }

    [Fact]
    public async Task Upkeep_OfACommitThatWasNeverRelayed_RelaysItFirst()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync(), Retention);
        await WriteOthersAsync(under);
        await under.Store.CommitAsync(Everything("mine", Delivery), None);
        under.Time.AdvanceTo(Now + TimeSpan.FromDays(2.5));
        await new TableUpkeep(under.Another()).RunAsync(None);
        await AssertDoneAsync(under, "mine");
        Assert.Null(await under.Store.ReadMarkAsync(Home, "Call:one", None));
    }

    [Fact]
    public async Task Upkeep_OfDeadLetters_KeepsThem()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync(), Retention);
        await BuryAsync(under);
        under.Time.AdvanceTo(Now + TimeSpan.FromDays(100));
        await new TableUpkeep(under.Another()).RunAsync(None);
        Assert.Equal(Letter.Id, Assert.Single(await under.Admin.ListDeadLettersAsync(null, null, null, 10, None)).Id);
    }

    [Fact]
    public Task Reservation_AskedForAgainAfterAFault_IsTheCallers() => AtEveryCallAsync(
        async (_, store) =>
        {
            var (first, second) = (Reserve("m1"), Reserve("m2"));
            var standing = await InsistAsync(() => store.ReserveAsync(first, None));
            Assert.True(standing is null || standing == first);
            var replaced = await InsistAsync(() => store.ReplaceReservationAsync(first, second, None));
            // After a lost reply it says no, and the reservation that stands is the caller's own.
            Assert.True(replaced || await store.ReserveAsync(second, None) == second);
            await InsistAsync(() => store.ReleaseReservationAsync(second, None));
        },
        async (under, broken) =>
        {
            Assert.False(broken);
            Assert.Empty(await RowsAsync(under, "Reservations"));
        });

    private static Reservation Reserve(string mark) => new("key", "hash", Home, mark, Now.AddSeconds(40), Now.AddHours(24));

    private static StepCommit Marked(string name, DateTimeOffset at) => new()
    {
        Id = name, HomeGroup = Home, TraceId = Home, Handler = "Call", At = at, Mark = new(name), Changes = [new(name, Json(name))],
    };
}
