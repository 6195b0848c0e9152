using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Storage;

namespace Stepwell.Workbench.Pages.State;

/// <summary>The groups that were read so far, page by page.</summary>
internal sealed class GroupPages(IIntrospection host)
{
    private const int PageSize = 200;
    private string search = "";

    internal IReadOnlyList<GroupInfo> Items { get; private set; } = [];

    /// <summary>True where the store has more.</summary>
    internal bool HasMore { get; private set; }

    /// <summary>Reads again as much as was shown, or the first page of another search.</summary>
    internal async Task ReadAsync(string text, CancellationToken cancellation)
    {
        var wanted = text == search ? Math.Max(Items.Count, PageSize) : PageSize;
        var (found, next) = (new List<GroupInfo>(), (string?)null);
        do
        {
            var page = await host.GroupsAsync(new() { Search = text, After = next, Count = Math.Min(wanted - found.Count, IntrospectionLimits.MaxCount) }, cancellation);
            found.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null && found.Count < wanted);
        // More was scrolled to while this was read: the next look takes it in.
        if (text == search && Items.Count > wanted) return;
        (search, Items, HasMore) = (text, found, next is not null);
    }

    /// <summary>Reads the next page.</summary>
    internal async Task ReadMoreAsync(CancellationToken cancellation)
    {
        if (!HasMore) return;
        var (before, text) = (Items, search);
        var page = await host.GroupsAsync(new() { Search = text, After = before[^1].Group, Count = PageSize }, cancellation);
        // Another search, or a fresh look, came between.
        if (!ReferenceEquals(before, Items)) return;
        (Items, HasMore) = ([.. before, .. page.Items], page.Next is not null);
    }
}
