using Microsoft.AspNetCore.Components;
using Stepwell.Workbench.Live;
using Stepwell.Workbench.Model;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>The address follows what is typed a moment later; a page must take neither for somebody going elsewhere.</summary>
public sealed class FilteredPageTests
{
    private readonly Shown shown = new();

    [Fact]
    public async Task Page_TypedFasterThanTheAddressFollows_NeverJumpsBackNorAsksTwice()
    {
        await using var stage = await OpenAsync("traces");
        foreach (var text in new[] { "a", "ab", "abc" }) await stage.DoAsync(() => _ = shown.Page!.TypeAsync(text));

        while (stage.Navigation.UnderWay.Count > 0) await stage.DoAsync(stage.Navigation.Arrive);

        Assert.Equal(["", "a", "ab", "abc"], shown.Texts);
    }

    [Fact]
    public async Task Page_SomebodyGoesToOtherFilters_ShowsThem()
    {
        await using var stage = await OpenAsync("traces?text=old");

        await stage.DoAsync(() => stage.Navigation.Go("traces"));
        await stage.DoAsync(() => stage.Navigation.Go("traces?text=old"));

        Assert.Equal(["old", "", "old"], shown.Texts);
    }

    [Fact]
    public async Task Page_SomebodyGoesBackToWhatWasTyped_ShowsIt()
    {
        await using var stage = await OpenAsync("traces");
        await stage.DoAsync(() => _ = shown.Page!.TypeAsync("typed"));
        var state = stage.Navigation.UnderWay.Peek().Options.HistoryEntryState;
        await stage.DoAsync(stage.Navigation.Arrive);

        await stage.DoAsync(() => stage.Navigation.Go("traces"));
        await stage.DoAsync(() => stage.Navigation.Go("traces?text=typed", state));

        Assert.Equal(["", "typed", "", "typed"], shown.Texts);
    }

    [Fact]
    public async Task Page_SomebodyGoesElsewhereWhileTheAddressFollows_ShowsWhatItSaysInTheEnd()
    {
        await using var stage = await OpenAsync("traces");
        await stage.DoAsync(() => _ = shown.Page!.TypeAsync("typed"));

        await stage.DoAsync(() => stage.Navigation.Go("traces?text=link"));
        await stage.DoAsync(stage.Navigation.Arrive);

        Assert.Equal(["", "typed", "link", "typed"], shown.Texts);
    }

    private async Task<LiveStage> OpenAsync(string address)
    {
        var stage = new LiveStage(new PlayedFeed().Host, address);
        await stage.OpenAsync<Probe>(new() { [nameof(Probe.Shown)] = shown });
        return stage;
    }

    private sealed record ProbeFilter(string? Text) : IAddressFilter
    {
        public IEnumerable<(string Name, string? Value)> Parts => [("text", Text)];
    }

    private sealed class Shown
    {
        internal Probe? Page { get; set; }

        /// <summary>What was asked for, in order.</summary>
        internal List<string> Texts { get; } = [];
    }

    private sealed class Probe : FilteredPage<ProbeFilter>
    {
        private ProbeFilter filter = new((string?)null);

        [Parameter]
        public Shown Shown { get; set; } = null!;

        protected override ProbeFilter Filter => filter;

        protected override ProbeFilter Addressed => new(Navigation.Filter("text"));

        internal Task TypeAsync(string text) => ChooseAsync(new(text));

        protected override Task OnInitializedAsync()
        {
            (filter, Shown.Page) = (Addressed, this);
            return base.OnInitializedAsync();
        }

        protected override Task LoadAsync(CancellationToken cancellation)
        {
            Shown.Texts.Add(filter.Text ?? "");
            return Task.CompletedTask;
        }

        protected override Task ShowAsync(ProbeFilter filter)
        {
            this.filter = filter;
            return ReloadAsync();
        }
    }
}
