using System.Globalization;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Stores;

public abstract partial class StoreConformance
{
    private static Reservation Reserve(string key, string mark) => new(key, "hash of " + mark, "g", mark, Now.AddSeconds(40), Now.AddHours(24));

    [Fact]
    public async Task Reservation_OfATakenKey_GivesTheStandingOne()
    {
        await using var under = await OpenAsync();
        var first = Reserve("k", "m1");
        Assert.Null(await under.Store.ReserveAsync(first, None));
        Assert.Equal(first, await under.Store.ReserveAsync(Reserve("k", "m2"), None));
        Assert.Null(await under.Store.ReserveAsync(Reserve("other", "m3"), None));
    }

    [Fact]
    public async Task Reservation_RacedFor_IsGotByOne()
    {
        await using var under = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var key = "k" + round;
            var got = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () => await under.Store.ReserveAsync(Reserve(key, "m" + i), None))));
            Assert.Single(got, r => r is null);
            var standing = got.First(r => r is not null)!;
            var replaced = await Task.WhenAll(Enumerable.Range(10, 6).Select(i => Task.Run(async () => await under.Store.ReplaceReservationAsync(standing, Reserve(key, "m" + i), None))));
            Assert.Single(replaced, r => r);
        }
    }

    [Fact]
    public async Task Reservation_ReplacedOrReleased_OnlyWhileItStands()
    {
        await using var under = await OpenAsync();
        var (first, second) = (Reserve("k", "m1"), Reserve("k", "m2"));
        await under.Store.ReserveAsync(first, None);
        Assert.True(await under.Store.ReplaceReservationAsync(first, second, None));
        Assert.False(await under.Store.ReplaceReservationAsync(first, Reserve("k", "m3"), None));
        await under.Store.ReleaseReservationAsync(first, None);
        Assert.Equal(second, await under.Store.ReserveAsync(Reserve("k", "m4"), None));
        await under.Store.ReleaseReservationAsync(second, None);
        Assert.Null(await under.Store.ReserveAsync(Reserve("k", "m5"), None));
    }

    [Fact]
    public async Task DeadLetters_InPages_ComeNewestFirstByHandlerAndTrace()
    {
        await using var under = await OpenAsync();
        for (var i = 0; i < 7; i++) await LetterAsync(under, i % 2 == 0 ? "OnPing" : "OnPong", "t" + (i % 3), i);
        var all = new List<DeadLetter>();
        while (await under.Admin.ListDeadLettersAsync(null, null, all.LastOrDefault()?.Id, 3, None) is { Count: > 0 } page) all.AddRange(page);
        Assert.Equal([6, 5, 4, 3, 2, 1, 0], all.Select(l => l.Attempts));
        Assert.Equal([5, 3, 1], (await under.Admin.ListDeadLettersAsync("OnPong", null, null, 10, None)).Select(l => l.Attempts));
        Assert.Equal([6, 3, 0], (await under.Admin.ListDeadLettersAsync(null, "t0", null, 10, None)).Select(l => l.Attempts));
        Assert.Equal([3], (await under.Admin.ListDeadLettersAsync("OnPong", "t0", null, 10, None)).Select(l => l.Attempts));
    }

    [Fact]
    public async Task DeadLetters_Counted_AreAsManyAsAreListedUpToANumber()
    {
        await using var under = await OpenAsync();
        for (var i = 0; i < 5; i++) await LetterAsync(under, i % 2 == 0 ? "OnPing" : "OnPong", "t" + (i % 3), i);
        Assert.Equal((5, 2, 1, 0), (await CountAsync(null, null), await CountAsync(null, "t0"), await CountAsync("OnPong", "t0"), await CountAsync("OnPong", "t9")));
        Assert.Equal(4, await under.Admin.CountDeadLettersAsync(null, null, 4, None));
        Assert.Equal([("OnPing", 3), ("OnPong", 2)], await ByHandlerAsync(10));
        // The newest four.
        Assert.Equal([("OnPing", 2), ("OnPong", 2)], await ByHandlerAsync(4));
        foreach (var letter in await under.Admin.ListDeadLettersAsync("OnPong", null, null, 10, None)) await under.Admin.DiscardDeadLetterAsync(letter.Id, None);
        Assert.Equal([("OnPing", 3)], await ByHandlerAsync(10));

        async Task<int> CountAsync(string? handler, string? trace) => await under.Admin.CountDeadLettersAsync(handler, trace, 10, None);
        async Task<IEnumerable<(string, int)>> ByHandlerAsync(int atMost) =>
            (await under.Admin.CountDeadLettersByHandlerAsync(atMost, None)).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value));
    }

    [Fact]
    public async Task DeadLetter_ReadEditedReplayed_IsSentToItsHandlerAsTheNextGeneration()
    {
        await using var under = await OpenAsync();
        var letter = await LetterAsync(under, "OnPing", "t", 5);
        var read = await under.Admin.ReadDeadLetterAsync(letter.Id, None);
        Assert.Equal(letter with { Envelope = read!.Envelope }, read);
        Assert.Equal(letter.Envelope with { Data = default }, read.Envelope with { Data = default });
        Assert.True(await under.Admin.EditDeadLetterAsync(letter.Id, "{\"text\":\"new\"}"u8.ToArray(), None));
        Assert.True(await under.Admin.ReplayDeadLetterAsync(letter.Id, None));
        await under.SettleAsync();
        var (handler, envelope) = Assert.Single(under.Sent);
        Assert.Equal(("OnPing", "OnPing", 1, letter.Envelope.Id, "t"), (handler, envelope.To, envelope.Generation, envelope.Id, envelope.TraceId));
        Assert.Equal("{\"text\":\"new\"}"u8.ToArray(), envelope.Data.ToArray());
        Assert.Null(await under.Admin.ReadDeadLetterAsync(letter.Id, None));
        Assert.False(await under.Admin.ReplayDeadLetterAsync(letter.Id, None));
        Assert.False(await under.Admin.EditDeadLetterAsync(letter.Id, "{}"u8.ToArray(), None));
    }

    [Fact]
    public async Task DeadLetter_Discarded_IsGone()
    {
        await using var under = await OpenAsync();
        var letter = await LetterAsync(under, "OnPing", "t", 1);
        Assert.True(await under.Admin.DiscardDeadLetterAsync(letter.Id, None));
        Assert.False(await under.Admin.DiscardDeadLetterAsync(letter.Id, None));
        Assert.Empty(await under.Admin.ListDeadLettersAsync(null, null, null, 10, None));
        Assert.Empty(under.Sent);
    }

    [Fact]
    public async Task Groups_InPages_AreSearchedAndCounted()
    {
        await using var under = await OpenAsync();
        foreach (var group in (string[])["a1", "a2", "b1", "%", "Ab"]) await SaveAsync(under, Commit(group, Set("x", "1"), Set("y", "2")));
        Assert.Equal(["%", "Ab", "a1", "a2", "b1"], (await under.Admin.ListGroupsAsync("", null, 10, None)).Select(g => g.Group).Order(StringComparer.Ordinal));
        Assert.Equal(["a2"], (await under.Admin.ListGroupsAsync("2", null, 10, None)).Select(g => g.Group));
        Assert.Equal(["%"], (await under.Admin.ListGroupsAsync("%", null, 10, None)).Select(g => g.Group));
        Assert.All(await under.Admin.ListGroupsAsync("", null, 10, None), g => Assert.Equal((2, Now), (g.Keys, g.ChangedAt)));
        var first = await under.Admin.ListGroupsAsync("", null, 2, None);
        var rest = await under.Admin.ListGroupsAsync("", first[^1].Group, 10, None);
        Assert.Equal((2, 3), (first.Count, rest.Count));
        Assert.Empty(first.Select(g => g.Group).Intersect(rest.Select(g => g.Group)));
    }

    [Fact]
    public async Task Entry_WrittenByHand_IsCheckedAgainstItsVersion()
    {
        await using var under = await OpenAsync();
        await SaveAsync(under, Commit("g", new StateChange("k", "1"u8.ToArray(), Sensitive: "$.x")));
        var entry = Assert.Single(await under.Admin.ListEntriesAsync("g", None));
        // It goes through headers and addresses.
        Assert.DoesNotContain('"', entry.Version);
        Assert.Equal(("k", "$.x", "g", "Call", Now), (entry.Key, entry.Sensitive, entry.TraceId, entry.Handler, entry.ChangedAt));
        Assert.True(await under.Admin.WriteEntryAsync("g", "k", "2"u8.ToArray(), entry.Version, None));
        Assert.False(await under.Admin.WriteEntryAsync("g", "k", "3"u8.ToArray(), entry.Version, None));
        var edited = Assert.Single(await under.Admin.ListEntriesAsync("g", None));
        Assert.Equal((edited.Version, "2"), await under.Admin.ReadEntryAsync("g", "k", None) is { } read ? (read.Version, System.Text.Encoding.UTF8.GetString(read.Json)) : default);
        Assert.Null(await under.Admin.ReadEntryAsync("g", "other", None));
        Assert.Null(await under.Admin.ReadEntryAsync("other", "k", None));
        Assert.Equal(("2", "$.x", null), (System.Text.Encoding.UTF8.GetString(edited.Json), edited.Sensitive, edited.TraceId));
        Assert.True(await under.Admin.WriteEntryAsync("g", "k", null, edited.Version, None));
        Assert.Null(await under.Admin.ReadEntryAsync("g", "k", None));
        Assert.False(await under.Admin.WriteEntryAsync("g", "k", null, null, None));
        Assert.True(await under.Admin.WriteEntryAsync("g", "new", "1"u8.ToArray(), null, None));
        Assert.Equal(1, await under.Admin.DeleteGroupAsync("g", None));
        Assert.Empty(await under.Store.ListAsync("g", "", None));
    }

    private static async Task<DeadLetter> LetterAsync(IStoreUnderTest under, string handler, string trace, int number)
    {
        var letter = new DeadLetter(TraceIds.New(), handler, Event("ping", "{\"text\":\"old\"}", trace), number,
            "Reason " + number.ToString(CultureInfo.InvariantCulture), "at somewhere", Now);
        await SaveAsync(under, Copy(Commit(trace), mark: new(handler + ":" + letter.Envelope.Id, 0, Failed: true), letter: letter));
        return letter;
    }
}
