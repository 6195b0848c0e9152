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
