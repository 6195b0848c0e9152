using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Storage;
using Stepwell.Tables;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Tables.Faults;

public abstract partial class FaultConformance
{
    private const string Prices = "prices";
    private const int MostChanges = Running.Limits.CommitOperations;

    /// <summary>Who writes a key of a group after a commit whose process ended before it wrote there too.</summary>
    public enum Writer
    {
        /// <summary>A commit of another group.</summary>
        OtherGroup,

        /// <summary>A commit of the group itself.</summary>
        Home,

        /// <summary>A person.</summary>
        Hand,

        /// <summary>A commit of another group that deletes it.</summary>
        Deletion,
    }

    public static MatrixTheoryData<Writer, bool> Writers => new(Enum.GetValues<Writer>(), [false, true]);

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task Sweep_OfACommitFromBeforeAnothersWrite_LeavesWhatWasWrittenLater(Writer writer, bool present)
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync());
        if (present) await SetPriceAsync(under, "0", Now);
        await under.Store.CommitAsync(Price("1", Now), None);
        under.Time.AdvanceTo(Now + TimeSpan.FromSeconds(1));
        await WriteAsync(under, writer);
        await SweepAsync(under);
        Assert.Equal(writer == Writer.Deletion ? null : "2", await ReadAsync(under, Prices, "p"));
        // What nobody else wrote is written all the same, once.
        Assert.Equal("1", await ReadAsync(under, Prices, "q"));
        await AssertNothingLeftAsync(under);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task Sweep_OvertakenAnywhereByAnothersWrite_LeavesWhatWasWrittenLater(Writer writer, bool present)
    {
        var wrote = false;
        await AtEveryCallAsync(
            async (under, store) =>
            {
                under.Time.AdvanceTo(Now + Later);
                await new OutboxSweep(store).SweepAsync(None);
            },
            async (under, _) =>
            {
                await SweepAsync(under);
                Assert.Equal((wrote, writer) switch { (false, _) => "1", (_, Writer.Deletion) => null, _ => "2" }, await ReadAsync(under, Prices, "p"));
                Assert.Equal("1", await ReadAsync(under, Prices, "q"));
                await AssertNothingLeftAsync(under);
            },
            async under =>
            {
                if (present) await SetPriceAsync(under, "0", Now);
                await under.Store.CommitAsync(Price("1", Now), None);
            },
            fault: (under, number, after) =>
            {
                wrote = false;
                return new CallPlan(number, after, () =>
                {
                    wrote = true;
                    return WriteAsync(under, writer);
                });
            });
    }

    [Fact]
    public async Task Sweep_OfACommitFromAfterAnothersWrite_OverwritesIt()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync());
        await SetPriceAsync(under, "0", Now);
        await under.Store.CommitAsync(Price("1", Now + TimeSpan.FromTicks(20_000)), None);
        await SweepAsync(under);
        Assert.Equal("1", await ReadAsync(under, Prices, "p"));
    }

    [Fact]
    public async Task Relay_RightAfterItsCommit_OverwritesWhatACallerWithAClockAheadWrote()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync());
        await SetPriceAsync(under, "0", Now + TimeSpan.FromMinutes(1));
        await SetPriceAsync(under, "1", Now);
        Assert.Equal("1", await ReadAsync(under, Prices, "p"));
    }

    [Fact]
    public async Task Relay_HeldUpForLongerThanAnAnswerWaits_LeavesWhatWasWrittenLater()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync());
        var throttled = new ThrottledTables(under.Service, KeyText.Encode(Prices));
        var store = under.Another(throttled);
        var slow = Price("1", Now);
        await store.CommitAsync(slow, None);
        var relaying = store.RelayAsync(slow, None).AsTask();
        await throttled.Reached;
        await SetPriceAsync(under, "2", Now + TimeSpan.FromSeconds(1));
        under.Time.AdvanceTo(Now + under.Options.RelayPatience);
        throttled.Release();
        await relaying;
        Assert.Equal("2", await ReadAsync(under, Prices, "p"));
        await AssertNothingLeftAsync(under);
    }

    [Fact]
    public async Task Deletions_OfAWholeCommit_FitOneTransactionAndAreSeen()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync());
        foreach (var late in (bool[])[false, true])
        {
            var keys = Enumerable.Range(0, MostChanges).Select(i => "k" + i).ToList();
            await RelayedAsync(under, Changed(Now, [.. keys.Select(k => new OtherGroupChange(Prices, k, Json("1")))]));
            var deletion = Changed(Now, [.. keys.Select(k => new OtherGroupChange(Prices, k, null))]);
            await under.Store.CommitAsync(deletion, None);
            if (late) await SweepAsync(under);
            else await under.Store.RelayAsync(deletion, None);
            Assert.Empty(await under.Store.ListAsync(Prices, "", None));
        }
    }

    [Fact]
    public async Task Upkeep_OfDeletions_ForgetsThemWithTheMarks()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync(), Retention);
        await SetPriceAsync(under, "1", Now);
        await WriteAsync(under, Writer.Deletion);
        await RelayedAsync(under, Changed(under.Time.GetUtcNow(), [new(Prices, "q", null)]));
        under.Time.AdvanceTo(Now + TimeSpan.FromDays(10));
        await new TableUpkeep(under.Another()).RunAsync(None);
        Assert.Empty(await RowsAsync(under, "State"));
    }

    private static async Task WriteAsync(TableStoreUnderTest under, Writer writer)
    {
        var at = under.Time.GetUtcNow();
        switch (writer)
        {
            case Writer.OtherGroup: await SetPriceAsync(under, "2", at, "p"); break;
            case Writer.Deletion: await RelayedAsync(under, Changed(at, [new(Prices, "p", null)])); break;
            case Writer.Hand: await under.Admin.WriteEntryAsync(Prices, "p", Json("2"), null, None); break;
            default:
                await under.Store.CommitAsync(new StepCommit
                {
                    Id = TraceIds.NewSpan(), HomeGroup = Prices, TraceId = Home, Handler = "Call", At = at, Mark = new(TraceIds.New()), Changes = [new("p", Json("2"))], Delivery = Delivery,
                }, None);
                break;
        }
    }

    private static Task SetPriceAsync(TableStoreUnderTest under, string value, DateTimeOffset at, params string[] keys) => RelayedAsync(under, Price(value, at, keys));

    private static StepCommit Price(string value, DateTimeOffset at, params string[] keys) =>
        Changed(at, [.. (keys is [] ? ["p", "q"] : keys).Select(k => new OtherGroupChange(Prices, k, Json(value)))]);

    private static StepCommit Changed(DateTimeOffset at, IReadOnlyList<OtherGroupChange> changes) => new()
    {
        Id = TraceIds.NewSpan(), HomeGroup = Home, TraceId = Home, Handler = "Call", At = at, Mark = new(TraceIds.New()), OtherChanges = changes,
    };

    private static async Task RelayedAsync(TableStoreUnderTest under, StepCommit commit)
    {
        Assert.Equal(CommitOutcome.Committed, await under.Store.CommitAsync(commit, None));
        await under.Store.RelayAsync(commit, None);
    }
}
