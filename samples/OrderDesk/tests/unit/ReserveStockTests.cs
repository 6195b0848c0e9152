namespace OrderDesk.Tests;

public sealed class ReserveStockTests
{
    private static readonly ReserveStock Step = new(new ArticleCatalog([new("TEA-01", "Assam", 4.50m, 10, "tea")]));

    [Theory]
    [InlineData(0, 0, 10)]
    [InlineData(8, 3, 5)]
    public async Task ReserveStock_Enough_TakesIt(int taken, int putBack, int wanted)
    {
        var step = Prepared(taken, putBack);
        var answer = await Step.HandleAsync(new("o", "TEA-01", wanted), step);
        Assert.Null(answer.Refusal);
        Assert.Equal(taken + wanted, step.HomeState.Get(StockKeys.Taken));
        Assert.Equal(-wanted, Assert.Single(step.Emitted<StockChanged>()).Change);
    }

    [Theory]
    [InlineData("TEA-01", "Of TEA-01 there are 5 left, not 6.")]
    [InlineData("ZZZ-99", "There is no article 'ZZZ-99'.")]
    public async Task ReserveStock_NotEnough_ChangesNothing(string sku, string refusal)
    {
        var step = Prepared(8, 3);
        Assert.Equal(refusal, (await Step.HandleAsync(new("o", sku, 6), step)).Refusal);
        Assert.Equal(8, step.HomeState.Get(StockKeys.Taken));
        Assert.Empty(step.AllEmitted);
    }

    private static TestStep Prepared(int taken, int putBack)
    {
        var step = new TestStep();
        step.State.Set(StockKeys.Taken, taken);
        step.State.Set(StockKeys.PutBack, putBack);
        return step;
    }
}
