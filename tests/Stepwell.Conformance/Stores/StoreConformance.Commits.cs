using Stepwell.Storage;

namespace Stepwell.Conformance.Stores;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task Commit_WithEverything_AppliesEverythingOnce()
    {
        await using var under = await OpenAsync();
        await SaveAsync(under, Commit("g", Set("gone", "1")));
        var commit = Commit("g", Set("k", "1"), new("gone", null));
        commit = Copy(commit, others: [new("o1", "k", "2"u8.ToArray()), new("o2", "k", "3"u8.ToArray())], events: [Event("ping", "{\"text\":\"a\"}", "g"), Event("pong", "{}", "g")]);
        Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, commit));
        Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, commit));
        Assert.Equal(("1", null, "2", "3"), (await ReadAsync(under, "g", "k"), await ReadAsync(under, "g", "gone"), await ReadAsync(under, "o1", "k"), await ReadAsync(under, "o2", "k")));
        Assert.Equal(["OnPing", "OnPong"], under.Sent.Select(s => s.Handler));
        var sent = under.Sent[0].Envelope;
        Assert.Equal(commit.Events[0] with { Data = default }, sent with { Data = default });
        Assert.Equal(commit.Events[0].Data.ToArray(), sent.Data.ToArray());
        var mark = await under.Store.ReadMarkAsync("g", commit.Mark.Key, None);
        Assert.Equal((commit.Id, 0, false), (mark!.CommitId, mark.Generation, mark.Failed));
    }

    [Fact]
    public async Task Commit_RepeatedAfterAnothersChange_DoesNotWriteAgain()
    {
        await using var under = await OpenAsync();
        var commit = Copy(Commit("g", Set("k", "1")), others: [new("o", "k", "1"u8.ToArray())], events: []);
        await SaveAsync(under, commit);
        await SaveAsync(under, Commit("g", Set("k", "2")));
        await SaveAsync(under, Commit("o", Set("k", "2")));
        Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, commit));
        await under.Store.RelayAsync("g", commit.Mark.Key, None);
        await under.SettleAsync();
        Assert.Equal(("2", "2"), (await ReadAsync(under, "g", "k"), await ReadAsync(under, "o", "k")));
    }

    [Fact]
    public async Task Commit_OfAnotherUnderAStandingMark_IsADuplicateAndAppliesNothing()
    {
        await using var under = await OpenAsync();
        var first = Commit("g", Set("k", "1"));
        await SaveAsync(under, first);
        var second = Copy(Commit("g", Set("k", "2")), mark: first.Mark, others: [new("o", "k", "1"u8.ToArray())], events: [Event("ping", "{}", "g")]);
        Assert.Equal(CommitOutcome.Duplicate, await SaveAsync(under, second));
        Assert.Equal(("1", null), (await ReadAsync(under, "g", "k"), await ReadAsync(under, "o", "k")));
        Assert.Empty(under.Sent);
        Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, Copy(Commit("other", Set("k", "3")), mark: first.Mark)));
    }

    [Theory]
    [InlineData(false, 0, 0, CommitOutcome.Duplicate)]
    [InlineData(false, 0, 1, CommitOutcome.Duplicate)]
    [InlineData(true, 0, 0, CommitOutcome.Duplicate)]
    [InlineData(true, 1, 1, CommitOutcome.Duplicate)]
    [InlineData(true, 2, 1, CommitOutcome.Duplicate)]
    [InlineData(true, 0, 1, CommitOutcome.Committed)]
    public async Task Mark_OfALaterGeneration_OverridesAFailedOneOnly(bool failed, int standing, int generation, CommitOutcome expected)
    {
        await using var under = await OpenAsync();
        var first = Copy(Commit("g"), mark: new("Call:e", standing, failed));
        await SaveAsync(under, first);
        var second = Copy(Commit("g", Set("k", "1")), mark: new("Call:e", generation));
        Assert.Equal(expected, await SaveAsync(under, second));
        var mark = await under.Store.ReadMarkAsync("g", "Call:e", None);
        Assert.Equal(expected == CommitOutcome.Committed ? (second.Id, generation, false) : (first.Id, standing, failed), (mark!.CommitId, mark.Generation, mark.Failed));
        Assert.Equal(expected == CommitOutcome.Committed ? "1" : null, await ReadAsync(under, "g", "k"));
    }

    [Fact]
    public async Task Mark_WithAnAnswer_KeepsIt()
    {
        await using var under = await OpenAsync();
        var answer = new byte[300_000];
        Array.Fill(answer, (byte)7);
        await SaveAsync(under, Copy(Commit("g"), mark: new("api:1", Answer: answer)));
        Assert.Equal(answer, (await under.Store.ReadMarkAsync("g", "api:1", None))!.Answer);
    }

    [Fact]
    public async Task Guard_OnAnAbsentKey_HoldsOnlyWhileItIsAbsent()
    {
        await using var under = await OpenAsync();
        Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, Commit("g", Guarded("k", "1", null))));
        Assert.Equal(CommitOutcome.Conflict, await SaveAsync(under, Commit("g", Guarded("k", "2", null), Set("x", "1"))));
        Assert.Equal(("1", null), (await ReadAsync(under, "g", "k"), await ReadAsync(under, "g", "x")));
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("deleted")]
    [InlineData("recreated")]
    [InlineData("rewritten")]
    [InlineData("by hand")]
    public async Task Guard_OnAKeyThatAnotherTouched_IsAConflictThatLeavesNothing(string how)
    {
        await using var under = await OpenAsync();
        await SaveAsync(under, Commit("g", Set("k", "1")));
        var seen = await under.Store.ReadAsync("g", "k", None);
        switch (how)
        {
            case "changed": await SaveAsync(under, Commit("g", Set("k", "2"))); break;
            case "rewritten": await SaveAsync(under, Commit("g", Set("k", "1"))); break;
            case "by hand": await under.Admin.WriteEntryAsync("g", "k", "3"u8.ToArray(), null, None); break;
            default:
                await SaveAsync(under, Commit("g", new StateChange("k", null)));
                if (how == "recreated") await SaveAsync(under, Commit("g", Set("k", "1")));
                break;
        }
        var after = await ReadAsync(under, "g", "k");
        var late = Copy(Commit("g", Guarded("k", "9", seen), Set("x", "1")), others: [new("o", "k", "1"u8.ToArray())], events: [Event("ping", "{}", "g")]);
        Assert.Equal(CommitOutcome.Conflict, await SaveAsync(under, late));
        Assert.Equal(CommitOutcome.Conflict, await SaveAsync(under, Commit("g", Guarded("k", null, seen))));
        Assert.Equal((after, null, null), (await ReadAsync(under, "g", "k"), await ReadAsync(under, "g", "x"), await ReadAsync(under, "o", "k")));
        Assert.Empty(under.Sent);
        Assert.Null(await under.Store.ReadMarkAsync("g", late.Mark.Key, None));
    }

    [Fact]
    public async Task Guard_OnAnUntouchedKey_HoldsWhateverElseChanged()
    {
        await using var under = await OpenAsync();
        await SaveAsync(under, Commit("g", Set("k", "1")));
        var seen = await under.Store.ReadAsync("g", "k", None);
        await SaveAsync(under, Commit("g", Set("other", "1")));
        Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, Commit("g", Guarded("k", null, seen))));
        Assert.Null(await ReadAsync(under, "g", "k"));
        Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, Commit("g", Guarded("k", "2", null))));
    }

    [Fact]
    public async Task Set_Blind_LastWriterWins()
    {
        await using var under = await OpenAsync();
        for (var i = 0; i < 3; i++) Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, Commit("g", Set("k", i.ToString(System.Globalization.CultureInfo.InvariantCulture)))));
        Assert.Equal("2", await ReadAsync(under, "g", "k"));
    }

    [Fact]
    public async Task Event_AddressedToOne_IsSentToThatOne()
    {
        await using var under = await OpenAsync();
        await SaveAsync(under, Copy(Commit("g"), events: [Event("red", "{\"number\":1}", "g", to: "JoinThree"), Event("red", "{\"number\":1}", "g")]));
        Assert.Equal(["JoinFour", "JoinThree", "JoinThree", "JoinTwo"], under.Sent.Select(s => s.Handler).Order());
    }

    private static StepCommit Copy(StepCommit from, CommitMark? mark = null, OtherGroupChange[]? others = null, Messaging.EventEnvelope[]? events = null, DeadLetter? letter = null) => new()
    {
        Id = from.Id, HomeGroup = from.HomeGroup, TraceId = from.TraceId, Handler = from.Handler, At = from.At,
        Mark = mark ?? from.Mark, Changes = from.Changes, OtherChanges = others ?? from.OtherChanges, Events = events ?? from.Events, DeadLetter = letter,
    };
}
