using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Conformance.Stores;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task KnownTrace_WithoutAMarkOfItsOwn_IsNoValueOfItsGroup()
    {
        await using var under = await OpenAsync();
        await SaveAsync(under, KnownBy("books", "t"));
        Assert.True(await under.Store.GroupExistsAsync("t", None));
        Assert.Empty(await under.Store.ListAsync("t", "", None));
        Assert.Empty(await under.Admin.ListEntriesAsync("t", None));
        Assert.Null(await under.Admin.ReadEntryAsync("t", KnownTraces.Key, None));
        Assert.DoesNotContain("t", (await under.Admin.ListGroupsAsync("", null, 10, None)).Select(g => g.Group));
        await SaveAsync(under, Copy(Commit("books"), others: [new("t", "k", "1"u8.ToArray())]));
        Assert.Equal(1, Assert.Single(await under.Admin.ListGroupsAsync("", null, 10, None), g => g.Group == "t").Keys);
        Assert.Equal("k", Assert.Single(await under.Admin.ListEntriesAsync("t", None)).Key);
    }

    [Fact]
    public async Task KnownTrace_WhoseValuesAreDeletedByHand_StaysKnown()
    {
        await using var under = await OpenAsync();
        await SaveAsync(under, KnownBy("books", "t"));
        Assert.Equal(0, await under.Admin.DeleteGroupAsync("t", None));
        await SaveAsync(under, Copy(Commit("books"), others: [new("t", "k", "1"u8.ToArray())]));
        Assert.Equal(1, await under.Admin.DeleteGroupAsync("t", None));
        Assert.True(await under.Store.GroupExistsAsync("t", None));
    }

    /// <summary>A commit of another group that starts a trace.</summary>
    private static StepCommit KnownBy(string group, string trace) => Copy(Commit(group), others: [new(trace, KnownTraces.Key, KnownTraces.Value.ToArray())]);
}
