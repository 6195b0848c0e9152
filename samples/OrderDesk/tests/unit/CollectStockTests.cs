namespace OrderDesk.Tests;

public sealed class CollectStockTests
{
    private static readonly OrderLine[] Lines = [new("TEA-01", 1), new("TEA-02", 2), new("TEA-03", 3)];

    [Fact]
    public async Task CollectStock_AllHeld_SaysSoOnce()
    {
        var step = await CollectAsync("TEA-02", "TEA-01", "TEA-03");
        Assert.Equal([new StockReserved("o")], step.AllEmitted);
        Assert.Equal(3, step.HomeState.Get(Keys.Reservation)!.Held.Length);
    }

    [Fact]
    public async Task CollectStock_RefusedInTheMiddle_GivesBackWhatWasHeldAndWhatComesLater()
    {
        var step = await CollectAsync("TEA-01", "!TEA-02", "TEA-03");
        Assert.Equal([new StockReleased("o", "TEA-01", 1), new StockReleased("o", "TEA-03", 3)], step.Emitted<StockReleased>());
        Assert.Equal([new StockRefused("o", "none left")], step.Emitted<StockRefused>());
        Assert.Empty(step.Emitted<StockReserved>());
        Assert.Empty(step.HomeState.Get(Keys.Reservation)!.Held);
    }

    [Fact]
    public async Task CollectStock_RejectedMeanwhile_GivesBackWhatComesLater()
    {
        var step = await CollectAsync("TEA-01");
        Assert.Equal([new("o", "TEA-01", 1)], await new ReleaseStock().HandleAsync(new("o", "why", "2030-01-01"), step));
        await AnswerAsync(step, "TEA-02");
        await AnswerAsync(step, "TEA-03");
        Assert.Equal([new StockReleased("o", "TEA-02", 2), new StockReleased("o", "TEA-03", 3)], step.AllEmitted);
    }

    /// <param name="answers">The articles that answer, in order; with <c>!</c> those that refuse.</param>
    private static async Task<TestStep> CollectAsync(params string[] answers)
    {
        var step = new TestStep();
        step.State.Set(Keys.Reservation, Reservation.For(Lines));
        foreach (var answer in answers) await AnswerAsync(step, answer);
        return step;
    }

    private static Task AnswerAsync(TestStep step, string answer)
    {
        var line = Lines.Single(l => l.Sku == answer.TrimStart('!'));
        return new CollectStock().HandleAsync(new("o", line.Sku, line.Quantity, answer[0] == '!' ? "none left" : null), step);
    }
}
