using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Conformance.Stores;

public abstract partial class StoreConformance
{
    public static TheoryData<string> Names =>
    [
        "plain", "/", "\\", "#", "?", "%", "%2F", "a/b\\c#d?e%f", "..", ".", " ", "  spaces  ", "'quote''s\"", "ünïcödé", "日本語", "😀", "👩‍👩‍👧",
        "\u00e9", "e\u0301", "\u202eright to left", "\uffff", "A", "a", "_", "-", "*", "[x]", "$internal", "null", "0", "é😀/\\#?%+&=;:,|~`^", new string('x', 256), string.Concat(Enumerable.Repeat("😀", 128)),
        new string('/', 256), new string('%', 256),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Name_OfAnyText_KeepsGroupsAndKeysApart(string name)
    {
        await using var under = await OpenAsync();
        await SaveAsync(under, Commit(name, Set(name, "1"), Set("other", "2")));
        await SaveAsync(under, Commit("other", Set(name, "3")));
        Assert.Equal("1", await ReadAsync(under, name, name));
        Assert.Equal("2", await ReadAsync(under, name, "other"));
        Assert.Equal("3", await ReadAsync(under, "other", name));
        Assert.Contains(name, (await under.Store.ListAsync(name, "", None)).Select(e => e.Key));
        Assert.Equal([name], (await under.Store.ListAsync("other", name, None)).Select(e => e.Key));
        Assert.Contains(name, (await under.Admin.ListGroupsAsync("", null, 10, None)).Select(g => g.Group));
        Assert.True(await under.Store.GroupExistsAsync(name, None));
    }

    [Fact]
    public async Task Read_OfWhatIsNotThere_IsNull()
    {
        await using var under = await OpenAsync();
        Assert.Null(await under.Store.ReadAsync("g", "k", None));
        Assert.Empty(await under.Store.ListAsync("g", "", None));
        Assert.Null(await under.Store.ReadMarkAsync("g", "k", None));
        Assert.False(await under.Store.GroupExistsAsync("g", None));
    }

    [Fact]
    public async Task List_OfAPrefix_IsInOrdinalOrderAndOfThatGroupOnly()
    {
        await using var under = await OpenAsync();
        string[] keys = ["a", "a/", "a/1", "a/10", "a/2", "a0", "A", "ab", "b", "é", "😀", "Ａ", "a\u0301", "a%", "a_"];
        await SaveAsync(under, Commit("g", [.. keys.Select(k => Set(k, "1"))]));
        await SaveAsync(under, Commit("ga", Set("a/3", "2")));
        foreach (var prefix in (string[])["", "a", "a/", "A", "😀", "%", "_", "a%", "z"])
            Assert.Equal(keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal), (await under.Store.ListAsync("g", prefix, None)).Select(e => e.Key));
    }

    [Fact]
    public async Task Group_WithAMarkOnly_Exists()
    {
        await using var under = await OpenAsync();
        await SaveAsync(under, Commit("g"));
        Assert.True(await under.Store.GroupExistsAsync("g", None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(Limits.ValueBytes)]
    public async Task Value_OfAnySizeUpToTheLimit_IsKept(int size)
    {
        await using var under = await OpenAsync();
        var json = size == 1 ? "7" : "\"" + new string('x', size - 2) + "\"";
        Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, Commit("g", Set("k", json))));
        Assert.Equal(json, await ReadAsync(under, "g", "k"));
        await SaveAsync(under, Commit("g", Set("k", "1")));
        Assert.Equal("1", await ReadAsync(under, "g", "k"));
    }

    [Fact]
    public async Task Commit_OfTheWholeBudget_IsKept()
    {
        await using var under = await OpenAsync();
        var json = "\"" + new string('x', (Limits.CommitBytes / Limits.CommitOperations) - 2) + "\"";
        var changes = Enumerable.Range(0, Limits.CommitOperations).Select(i => Set("k" + i, json)).ToArray();
        Assert.Equal(CommitOutcome.Committed, await SaveAsync(under, Commit("g", changes)));
        Assert.Equal(Limits.CommitOperations, (await under.Store.ListAsync("g", "k", None)).Count);
    }
}
