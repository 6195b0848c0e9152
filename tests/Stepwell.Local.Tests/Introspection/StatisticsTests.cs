using Stepwell.Local.Introspection;

namespace Stepwell.Local.Tests.Introspection;

public sealed class StatisticsTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(1.3)]
    [InlineData(77)]
    [InlineData(60_000)]
    public void Percentile_OfOneDuration_IsItGiveOrTakeAnEighth(double milliseconds)
    {
        var window = new StepWindow();
        window.Add(Start, TimeSpan.FromMilliseconds(milliseconds), false);
        Assert.InRange(window.Read("a", Start, Start).P99Ms!.Value, milliseconds * 0.875, (milliseconds * 1.125) + 0.005);
    }

    [Fact]
    public void Percentiles_OfManyDurations_AreInTheirOrder()
    {
        var window = new StepWindow();
        for (var i = 1; i <= 100; i++) window.Add(Start, TimeSpan.FromMilliseconds(i), i > 90);

        var read = window.Read("a", Start, Start);

        Assert.Equal((100, 10), (read.Runs, read.Failures));
        Assert.InRange(read.P50Ms!.Value, 43, 57);
        Assert.InRange(read.P95Ms!.Value, 83, 107);
        Assert.InRange(read.P99Ms!.Value, 86, 112);
    }

    [Fact]
    public void Window_AfterMoreThanAnHour_ForgetsTheOldest()
    {
        var window = new StepWindow();
        window.Add(Start, TimeSpan.FromDays(1), true);
        // One slot more than an hour has: the same place in the ring.
        window.Add(Start.AddSeconds(3610), TimeSpan.FromMilliseconds(1), false);

        Assert.Equal(0, window.Read("a", Start, Start).Runs);
        Assert.Equal((1, 0), (window.Read("a", Start, Start.AddHours(2)).Runs, window.Read("a", Start, Start.AddHours(2)).Failures));
    }

    [Theory]
    [InlineData(1, 6, 10)]
    [InlineData(5, 30, 10)]
    [InlineData(15, 90, 10)]
    [InlineData(60, 90, 40)]
    public void Timeline_ByItsReach_HasSoManyPointsOfSoLong(int minutes, int points, int seconds)
    {
        var tally = new TimelineTally(Start.AddSeconds(7), minutes);
        Assert.Equal((points, seconds), (tally.Points().Count, tally.IntervalSeconds));
        Assert.InRange(Start.AddSeconds(7) - tally.Points()[^1].At, TimeSpan.Zero, TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void Timeline_OfTwoHandlers_AddsThemUpWhereTheyRan()
    {
        var (one, other) = (new StepWindow(), new StepWindow());
        one.Add(Start, TimeSpan.FromMilliseconds(10), false);
        one.Add(Start.AddSeconds(30), TimeSpan.FromMilliseconds(10), true);
        other.Add(Start.AddSeconds(31), TimeSpan.FromMilliseconds(900), false);
        // Before the reach of the timeline.
        other.Add(Start.AddMinutes(-10), TimeSpan.FromMilliseconds(1), true);
        var tally = new TimelineTally(Start.AddSeconds(35), 5);
        one.AddTo(tally);
        other.AddTo(tally);

        var ran = tally.Points().Where(p => p.Runs > 0).ToList();

        Assert.Equal([(Start, 1, 0), (Start.AddSeconds(30), 2, 1)], ran.Select(p => (p.At, p.Runs, p.Failures)));
        Assert.InRange(ran[1].P99Ms!.Value, 780, 1020);
        Assert.All(tally.Points().Where(p => p.Runs == 0), p => Assert.Null(p.P95Ms));
    }

    [Fact]
    public async Task Overview_TellsWhatTheHistoryHasAndHasNot()
    {
        await using var desk = await Desk.StartAsync(b => b.Configuration["Stepwell:Traces:MaxPerSecond"] = "0");
        await desk.OrderAsync("book");
        await desk.OrderAsync("bad book");

        var history = (await desk.GetAsync("overview"))["history"]!;

        Assert.Equal((1, 1L, 0L, 0L), ((int)history["traces"]!, (long)history["leftOutTraces"]! - 1, (long)history["droppedRuns"]!, (long)history["shedTraces"]!));
        Assert.InRange((long)history["bytes"]!, 1, (long)history["maxBytes"]!);
    }
}
