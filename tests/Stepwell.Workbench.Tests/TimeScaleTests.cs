using Stepwell.Workbench.Pages.Traces;

namespace Stepwell.Workbench.Tests;

public sealed class TimeScaleTests
{
    [Fact]
    public void Scale_WithoutGaps_IsEven()
    {
        var scale = TimeScale.Of([(0, 50), (40, 100)]);

        Assert.Empty(scale.Breaks);
        Assert.Equal([0, 25, 100], new[] { 0.0, 25, 100 }.Select(scale.At));
    }

    [Fact]
    public void Scale_HoursOfWaiting_AreDrawnShortAndTold()
    {
        var hour = TimeSpan.FromHours(1).TotalMilliseconds;

        var scale = TimeScale.Of([(0, 20), (hour, hour + 20)]);

        var cut = Assert.Single(scale.Breaks);
        Assert.Equal(hour - 20, cut.Ms);
        Assert.InRange(cut.Width, 1, 10);
        Assert.InRange(scale.At(20), 45, 50);
        Assert.Equal(100, scale.At(hour + 20), 6);
        Assert.Contains(scale.Ticks, t => t.Ms == hour);
    }

    [Fact]
    public void Scale_ManyRetries_LeaveRoomForTheWork()
    {
        var scale = TimeScale.Of(Enumerable.Range(0, 50).Select(i => (i * 60_000.0, (i * 60_000.0) + 1)));

        Assert.Equal(49, scale.Breaks.Count);
        Assert.True(scale.Breaks.Sum(b => b.Width) <= 40.001);
        Assert.Equal(scale.Ticks.OrderBy(t => t.Left).Select(t => t.Ms), scale.Ticks.Select(t => t.Ms));
    }

    [Fact]
    public void Scale_OfNothing_HasAPlaceForEverything() => Assert.InRange(TimeScale.Of([(0, 0)]).At(0), 0, 100);
}
