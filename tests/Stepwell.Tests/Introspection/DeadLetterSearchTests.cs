using System.Globalization;
using System.Text;
using Stepwell.Introspection;
using Stepwell.Messaging;
using Stepwell.Storage;

namespace Stepwell.Tests.Introspection;

public sealed class DeadLetterSearchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_OfMoreThanOneQuestionReads_GoesOnWhereItEnded()
    {
        var store = new Letters(2 * DeadLetterSearch.MostLetters + 500);
        var pages = new List<Page<DeadLetterInfo>>();
        do pages.Add(await FindAsync(store, "reason 7.", before: pages.LastOrDefault()?.Next));
        while (pages[^1].Next is not null);
        Assert.Equal([0, 0, 1], pages.Select(p => p.Items.Count));
        Assert.Equal("0007", pages[^1].Items[0].Id);
        Assert.All(pages, p => Assert.Null(p.Total));
    }

    [Fact]
    public async Task Search_OfLargeLetters_EndsAQuestionByTheirSize()
    {
        var store = new Letters(300, bytes: 200_000);
        var page = await FindAsync(store, "nothing has this");
        Assert.Empty(page.Items);
        var read = 300 - int.Parse(page.Next!, CultureInfo.InvariantCulture);
        Assert.InRange(read, DeadLetterSearch.MostBytes / 200_000, (DeadLetterSearch.MostBytes / 200_000) + 1);
    }

    [Fact]
    public async Task Search_WithAsManyAsWantedAtTheEnd_HasNoNextPage()
    {
        var store = new Letters(100);
        Assert.Null((await FindAsync(store, "reason", count: 100)).Next);
        var page = await FindAsync(store, "reason", count: 40);
        Assert.Equal((40, "0060"), (page.Items.Count, page.Next));
        Assert.Equal("0059", (await FindAsync(store, "reason", page.Next, 40)).Items[0].Id);
    }

    [Fact]
    public async Task Search_WhoseLastLetterIsTakenAwayMeanwhile_IsRefusedAndNotTakenForTheEnd()
    {
        var store = new Letters(250);
        store.AfterBatch = () => store.Remove("0150");
        var e = await Assert.ThrowsAsync<IntrospectionException>(() => FindAsync(store, "reason 3."));
        Assert.Equal(IntrospectionError.Conflict, e.Error);
    }

    private static Task<Page<DeadLetterInfo>> FindAsync(Letters store, string text, string? before = null, int count = 50) =>
        DeadLetterSearch.FindAsync(store, new() { Text = text, Before = before, Count = count }, Show, Cancellation);

    private static DeadLetterInfo Show(DeadLetter letter, int longest) => new()
    {
        Id = letter.Id, Handler = letter.Handler, CanReplay = true, Topic = letter.Envelope.Topic, TraceId = letter.Envelope.TraceId, EventId = letter.Envelope.Id, Generation = 0,
        Attempts = letter.Attempts, Reason = letter.Reason, At = letter.At, Data = Payload.Of(letter.Envelope.Data.Span, null, longest),
    };

    /// <summary>So many letters, numbered, newest first.</summary>
    private sealed class Letters(int count, int bytes = 2) : IStepStoreAdmin
    {
        private readonly List<DeadLetter> all = [.. Enumerable.Range(0, count).Reverse().Select(i => Letter(i, bytes))];

        internal Action? AfterBatch { get; set; }

        internal void Remove(string id) => all.RemoveAll(l => l.Id == id);

        public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(string? handler, string? traceId, string? before, int count, CancellationToken cancellation)
        {
            var from = before is null ? 0 : all.FindIndex(l => l.Id == before) is var at and >= 0 ? at + 1 : all.Count;
            IReadOnlyList<DeadLetter> batch = [.. all.Skip(from).Take(count)];
            AfterBatch?.Invoke();
            return new(batch);
        }

        public ValueTask<DeadLetter?> ReadDeadLetterAsync(string id, CancellationToken cancellation) => new(all.Find(l => l.Id == id));

        public ValueTask<IReadOnlyList<GroupInfo>> ListGroupsAsync(string search, string? after, int count, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<StateEntry>> ListEntriesAsync(string group, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<StateEntry?> ReadEntryAsync(string group, string key, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<bool> WriteEntryAsync(string group, string key, byte[]? json, string? version, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<int> DeleteGroupAsync(string group, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<bool> EditDeadLetterAsync(string id, byte[] data, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<bool> ReplayDeadLetterAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<bool> DiscardDeadLetterAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();

        private static DeadLetter Letter(int number, int bytes)
        {
            var id = number.ToString("0000", CultureInfo.InvariantCulture);
            var envelope = new EventEnvelope { Id = "e" + id, Topic = "topic", Source = "test", Time = default, TraceId = "t", OrderingKey = "t", Data = Encoding.UTF8.GetBytes($"\"{new string('a', bytes - 2)}\"") };
            return new(id, "Handler", envelope, 1, $"Reason {number}.", null, default);
        }
    }
}
