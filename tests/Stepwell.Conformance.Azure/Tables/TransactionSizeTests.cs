using System.Text;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Tables;

/// <summary>The whole budget of a commit fits in one transaction, with the longest names and nothing that compresses well.</summary>
public sealed class TransactionSizeTests
{
    private const int Count = Limits.CommitOperations;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Group = new('日', Limits.KeyLength);
    private readonly Random random = new(1);

    [Fact]
    public async Task Commit_OfTheWholeBudgetInValuesWithAnAnswer_Fits()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(new MemoryTables());
        var changes = Enumerable.Range(0, Count).Select(i => new StateChange(Key(i), Text(Limits.CommitBytes / Count))).ToArray();
        var commit = Commit(new("api:" + TraceIds.New(), Answer: Text(256 * 1024)), changes);
        Assert.Equal(CommitOutcome.Committed, await under.Store.CommitAsync(commit, None));
        Assert.Equal(Count, (await under.Store.ListAsync(Group, "", None)).Count);
        Assert.Equal(commit.Mark.Answer, (await under.Store.ReadMarkAsync(Group, commit.Mark.Key, None))!.Answer);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(Count)]
    public async Task Commit_OfTheWholeBudgetInEventsWithADeadLetter_FitsAndIsSent(int events)
    {
        await using var under = await TableStoreUnderTest.OpenAsync(new MemoryTables());
        var letter = new DeadLetter(TraceIds.New(), "OnPing", Event(Limits.EventBytes), 5, new string('r', 100_000), new string('ü', 100_000), Now);
        var commit = Commit(new("OnPing:" + letter.Envelope.Id, Failed: true), [], [.. Enumerable.Range(0, events).Select(_ => Event(Math.Min(Limits.EventBytes, Limits.CommitBytes / events)))], letter);
        Assert.Equal(CommitOutcome.Committed, await under.Store.CommitAsync(commit, None));
        // As after a crash: read back from the rows.
        await under.Another().RelayAsync(Group, commit.Mark.Key, None);
        Assert.Equal(commit.Events.Select(e => e.Id), under.Sent.Select(s => s.Envelope.Id).Distinct());
        Assert.True(commit.Events[^1].Data.Span.SequenceEqual(under.Sent[^1].Envelope.Data.Span));
        var kept = Assert.Single(await under.Admin.ListDeadLettersAsync(null, null, null, 10, None));
        Assert.EndsWith("more characters)", kept.Reason, StringComparison.Ordinal);
        Assert.True(letter.Envelope.Data.Span.SequenceEqual(kept.Envelope.Data.Span));
    }

    [Fact]
    public async Task Commit_OfTheWholeBudgetInAnotherGroup_IsApplied()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(new MemoryTables());
        var other = new string('語', Limits.KeyLength);
        var commit = Commit(new("Call:1"), [], others: [.. Enumerable.Range(0, Count).Select(i => new OtherGroupChange(other, Key(i), Text(Limits.CommitBytes / Count)))]);
        await under.Store.CommitAsync(commit, None);
        await under.Another().RelayAsync(Group, commit.Mark.Key, None);
        Assert.Equal(Count, (await under.Store.ListAsync(other, "", None)).Count);
        Assert.Equal(other, Assert.Single(await under.Admin.ListGroupsAsync("", null, 10, None)).Group);
    }

    [Fact]
    public async Task Value_ThatDoesNotCompress_IsKeptUpToTheLimit()
    {
        await using var under = await TableStoreUnderTest.OpenAsync(new MemoryTables());
        var json = new byte[Limits.ValueBytes];
        random.NextBytes(json);
        await under.Store.CommitAsync(Commit(new("Call:1"), [new(Key(1), json)]), None);
        Assert.Equal(json, (await under.Store.ReadAsync(Group, Key(1), None))!.Json);
    }

    private static string Key(int number) => new string('本', Limits.KeyLength - 2) + number.ToString("D2", System.Globalization.CultureInfo.InvariantCulture);

    private byte[] Text(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return Encoding.ASCII.GetBytes("\"" + Convert.ToBase64String(bytes)[..(length - 2)] + "\"");
    }

    private EventEnvelope Event(int bytes) => new()
    {
        Id = TraceIds.New(), Topic = "ping", Source = "Call", Time = Now, TraceId = TraceIds.New(), Data = Text(bytes), OrderingKey = new string('鍵', Limits.IdLength),
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", TraceState = new string('s', 512),
    };

    private static StepCommit Commit(CommitMark mark, StateChange[] changes, EventEnvelope[]? events = null, DeadLetter? letter = null, OtherGroupChange[]? others = null) => new()
    {
        Id = TraceIds.New(), HomeGroup = Group, TraceId = TraceIds.New(), Handler = "Call", At = Now, Mark = mark, Changes = changes, Events = events ?? [], DeadLetter = letter, OtherChanges = others ?? [],
    };
}
