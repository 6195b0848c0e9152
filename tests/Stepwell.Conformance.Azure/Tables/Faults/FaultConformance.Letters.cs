using System.Text;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Storage;

namespace Stepwell.Conformance.Azure.Tables.Faults;

public abstract partial class FaultConformance
{
    private static readonly DeadLetter Letter = new("0123456789abcdef0123456789abcdef", "OnPing", Event("dead"), 5, "It failed.", "at somewhere", Now);

    private static StepCommit LetterCommit() => Everything("mine", Delivery, letter: Letter);

    private static async Task BuryAsync(TableStoreUnderTest under)
    {
        var commit = new StepCommit { Id = "c", HomeGroup = Home, TraceId = Home, Handler = "OnPing", At = Now, Mark = new("OnPing:dead", Failed: true), Delivery = Delivery, DeadLetter = Letter };
        await under.Store.CommitAsync(commit, None);
        await under.Store.RelayAsync(commit, None);
    }

    [Fact]
    public Task DeadLetter_BrokenOffAnywhere_IsListedOnceAfterTheRedelivery() => AtEveryCallAsync(
        async (_, store) =>
        {
            var commit = LetterCommit();
            await store.CommitAsync(commit, None);
            await store.RelayAsync(commit, None);
        },
        async (under, _) =>
        {
            var (store, again) = (under.Another(), LetterCommit());
            if (await store.CommitAsync(again, None) == CommitOutcome.Committed) await store.RelayAsync(again, None);
            else await store.RelayAsync(Home, again.Mark.Key, None);
            foreach (var (handler, trace) in ((string?, string?)[])[(null, null), ("OnPing", null), (null, Home)])
                Assert.Equal(Letter.Id, Assert.Single(await store.ListDeadLettersAsync(handler, trace, null, 10, None)).Id);
            await AssertDoneAsync(under, "mine");
        },
        WriteOthersAsync);

    [Fact]
    public Task Replay_BrokenOffAnywhere_KeepsTheLetterOrSendsTheEvent() => AtEveryCallAsync(
        async (_, store) => Assert.True(await store.ReplayDeadLetterAsync(Letter.Id, None)),
        async (under, _) =>
        {
            await SweepAsync(under);
            var listed = await under.Admin.ListDeadLettersAsync(null, null, null, 10, None);
            if (listed.Count == 1) Assert.Empty(under.Sent);
            else
            {
                Assert.Equal([Letter.Envelope.Id], under.Sent.Select(s => s.Envelope.Id).Distinct());
                Assert.All(under.Sent, s => Assert.Equal(("OnPing", 1), (s.Handler, s.Envelope.Generation)));
                Assert.Empty(await RowsAsync(under, "DeadLetters"));
                Assert.Null(await under.Admin.ReadDeadLetterAsync(Letter.Id, None));
            }
            await AssertNothingLeftAsync(under);
        },
        BuryAsync);

    [Fact]
    public Task Replay_OvertakenByTheSweepAnywhere_SendsTheEvent() => AtEveryCallAsync(
        async (_, store) => Assert.True(await store.ReplayDeadLetterAsync(Letter.Id, None)),
        async (under, _) =>
        {
            await SweepAsync(under);
            Assert.Equal([Letter.Envelope.Id], under.Sent.Select(s => s.Envelope.Id).Distinct());
            Assert.Empty(await under.Admin.ListDeadLettersAsync(null, null, null, 10, None));
            await AssertNothingLeftAsync(under);
        },
        BuryAsync,
        fault: static (under, number, after) => new CallPlan(number, after, () => SweepAsync(under)));

    [Fact]
    public async Task Replay_FromManyAtOnce_IsDoneByOne()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(await GetAsync());
        await BuryAsync(under);
        var replayed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(async () => await under.Another().ReplayDeadLetterAsync(Letter.Id, None))));
        Assert.Single(replayed, r => r);
        Assert.Single(under.Sent);
        await AssertNothingLeftAsync(under);
    }

    [Fact]
    public Task Discard_BrokenOffAnywhere_IsDoneByTheNextOrWasDone() => AtEveryCallAsync(
        async (_, store) => await store.DiscardDeadLetterAsync(Letter.Id, None),
        async (under, broken) =>
        {
            if (broken) await under.Admin.DiscardDeadLetterAsync(Letter.Id, None);
            Assert.Empty(await under.Admin.ListDeadLettersAsync(null, null, null, 10, None));
            Assert.Empty(await RowsAsync(under, "DeadLetters"));
        },
        BuryAsync);

    [Fact]
    public Task Edit_BrokenOffAnywhere_IsDoneByTheNext() => AtEveryCallAsync(
        async (_, store) =>
        {
            Assert.True(await InsistAsync(() => store.EditDeadLetterAsync(Letter.Id, "{}"u8.ToArray(), None)));
            Assert.NotNull(await InsistAsync(() => store.ReadDeadLetterAsync(Letter.Id, None)));
        },
        async (under, _) => Assert.Equal("{}", Encoding.UTF8.GetString((await under.Admin.ReadDeadLetterAsync(Letter.Id, None))!.Envelope.Data.Span)),
        BuryAsync);
}
