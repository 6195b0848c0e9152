using Stepwell.Workbench.Pages.Traces;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>What the list of traces keeps of a host that goes on making them.</summary>
public sealed class TraceWindowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Window_AtTheTopWhileTracesCome_KeepsNoMoreThanItAskedFor()
    {
        var traces = new PlayedTraces { Count = 1000 };
        var window = new TraceWindow(traces.Host, new TraceFilter());
        for (var i = 0; i < 50; i++)
        {
            await window.RefreshAsync(Cancel);
            traces.Count += 25;
        }

        traces.Asked.Clear();
        Assert.Single(await window.RangeAsync(TraceWindow.PageSize, 1, Cancel));
        Assert.Equal(PlayedTraces.IdOf(2225 - TraceWindow.PageSize + 1), Assert.Single(traces.Asked).Before);
    }

    [Fact]
    public async Task Range_WhileTheFilterChanges_HasNothingOfTheOtherList()
    {
        var traces = new PlayedTraces { Count = 2000, Matches = (text, number) => text == "old" || number % 5 == 0 };
        var window = new TraceWindow(traces.Host, new TraceFilter(Text: "old"));
        await window.RefreshAsync(Cancel);
        var gate = new TaskCompletionSource();
        traces.Gate = gate.Task;
        var range = window.RangeAsync(0, 1200, Cancel);

        window.Show(new TraceFilter(Text: "new"));
        traces.Gate = Task.CompletedTask;
        gate.SetResult();
        Assert.DoesNotContain(await range, t => t.Cause == "old");
        await window.RefreshAsync(Cancel);

        Assert.All(await window.RangeAsync(0, 1000, Cancel), t => Assert.Equal("new", t.Cause));
    }

    [Fact]
    public async Task Window_FilteredByTextThatNothingHas_IsEmptyOnlyOnceTheHostSaidSo()
    {
        var traces = new PlayedTraces { Count = 10, Matches = (text, _) => text is null };
        var window = new TraceWindow(traces.Host, new TraceFilter());
        await window.RefreshAsync(Cancel);
        Assert.True(window.Known);

        window.Show(new TraceFilter(Text: "nothing"));
        Assert.False(window.Known);
        await window.RefreshAsync(Cancel);

        Assert.Equal((true, 0), (window.Known, window.Count));
    }
}
