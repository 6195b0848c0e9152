using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Live;

/// <summary>
/// A page whose filters stand in its address. A filter that the reader changes is written there; where somebody goes to the page with
/// other filters, by a link or Back, these are shown.
/// </summary>
/// <typeparam name="TFilter">What it is narrowed down by.</typeparam>
public abstract class FilteredPage<TFilter> : LivePage where TFilter : IAddressFilter
{
    // The address follows a moment later. What was typed first may arrive there when more is typed already, and is nothing to go back to.
    private readonly HashSet<string> underWay = new(StringComparer.Ordinal);
    private string? latest;

    /// <summary>The addresses.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>What is shown.</summary>
    protected abstract TFilter Filter { get; }

    /// <summary>What the address says.</summary>
    protected abstract TFilter Addressed { get; }

    /// <summary>Shows something else; the address is seen to.</summary>
    /// <param name="filter">What to show.</param>
    protected abstract Task ShowAsync(TFilter filter);

    /// <summary>Shows what the reader chose, and writes it into the address.</summary>
    /// <param name="filter">What to show.</param>
    protected Task ChooseAsync(TFilter filter)
    {
        latest = Navigation.SetFilters(filter.Parts);
        underWay.Add(latest);
        return ShowAsync(filter);
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Follow;
        return base.OnInitializedAsync();
    }

    /// <inheritdoc />
    protected override ValueTask LeaveAsync()
    {
        Navigation.LocationChanged -= Follow;
        return base.LeaveAsync();
    }

    private void Follow(object? sender, LocationChangedEventArgs e)
    {
        var own = e.HistoryEntryState is { } state && underWay.Remove(state);
        if (Closing.IsCancellationRequested || (own && e.HistoryEntryState != latest)) return;
        var addressed = Addressed;
        if (!Text(addressed).SequenceEqual(Text(Filter))) _ = InvokeAsync(() => ShowAsync(addressed));
    }

    private static IEnumerable<string> Text(TFilter filter) => filter.Parts.Select(p => p.Value ?? "");
}
