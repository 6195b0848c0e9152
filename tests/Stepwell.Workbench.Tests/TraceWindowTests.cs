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
        using var window = new TraceWindow(traces.Host);
        for (var i = 0; i < 50; i++)
        {
            await window.RefreshAsync(Cancel);
            traces.Count += 25;
        }

        Assert.InRange(window.Items.Count, 1, TraceWindow.PageSize);
    }

    [Fact]
    public async Task Range_WhileTheFilterChanges_HasNothingOfTheOtherList()
    {
        var traces = new PlayedTraces { Count = 2000, Matches = (text, number) => text == "old" || number % 5 == 0 };
        using var window = new TraceWindow(traces.Host) { Filter = new TraceFilter(Text: "old") };
        await window.RefreshAsync(Cancel);
        var gate = new TaskCompletionSource();
        traces.Gate = gate.Task;
        var range = window.RangeAsync(0, 1200, Cancel);

        (window.Filter, traces.Gate) = (new TraceFilter(Text: "new"), Task.CompletedTask);
        window.Clear();
        gate.SetResult();
        await range;
        await window.RefreshAsync(Cancel);

        Assert.All(await window.RangeAsync(0, 1000, Cancel), t => Assert.Equal("new", t.Cause));
    }
}
