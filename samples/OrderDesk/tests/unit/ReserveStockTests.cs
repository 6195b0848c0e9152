namespace OrderDesk.Tests;

public sealed class ReserveStockTests
{
    private static readonly ReserveStock Step = new(new ArticleCatalog([new("TEA-01", "Assam", 4.50m, 10, "tea")]));

    [Theory]
    [InlineData(null, 10, 0)]
    [InlineData(5, 4, 1)]
    public async Task ReserveStock_Enough_TakesIt(int? left, int wanted, int remaining)
    {
        var step = Prepared(left);
        var answer = await Step.HandleAsync(new("o", "TEA-01", wanted), step);
        Assert.Null(answer.Refusal);
        Assert.Equal(remaining, step.HomeState.Get(StockKeys.Remaining));
        Assert.Equal((-wanted, remaining), (step.Emitted<StockChanged>()[0].Change, step.Emitted<StockChanged>()[0].Remaining));
    }

    [Theory]
    [InlineData("TEA-01", "Of TEA-01 there are 5 left, not 6.")]
    [InlineData("ZZZ-99", "There is no article 'ZZZ-99'.")]
    public async Task ReserveStock_NotEnough_ChangesNothing(string sku, string refusal)
    {
        var step = Prepared(5);
        Assert.Equal(refusal, (await Step.HandleAsync(new("o", sku, 6), step)).Refusal);
        Assert.Equal(5, step.HomeState.Get(StockKeys.Remaining));
        Assert.Empty(step.AllEmitted);
    }

    private static TestStep Prepared(int? left)
    {
        var step = new TestStep();
        if (left is not null) step.State.Set(StockKeys.Remaining, left);
        return step;
    }
}
