namespace OrderDesk.Tests;

public sealed class PriceOrderTests
{
    private static readonly ArticleCatalog Catalog = new([new("TEA-01", "Assam", 4.50m, 10, "tea")]);

    [Fact]
    public void PriceOrder_KnownArticles_AddsUp()
    {
        var step = new TestStep();
        var priced = new PriceOrder(Catalog).Handle(new(step.TraceId, [new("TEA-01", 3)]), step);
        Assert.Equal(new OrderPriced(step.TraceId, 13.50m), priced);
        Assert.Equal(13.50m, step.HomeState.Get(Keys.Total));
    }

    [Fact]
    public void PriceOrder_UnknownArticle_Throws() =>
        Assert.Throws<UnknownSkuException>(() => new PriceOrder(Catalog).Handle(new("o", [new("ZZZ-99", 3)]), new TestStep()));

    [Theory]
    [InlineData(OrderState.Pending, true)]
    [InlineData(OrderState.Rejected, false)]
    public async Task PriceOrder_Failed_RejectsAnOpenOrder(OrderState state, bool rejected)
    {
        var step = new TestStep();
        step.State.Set(Keys.Status, new OrderStatus(state, "before"));
        var emitted = await new PriceOrder(Catalog).OnFailureAsync(new StepFailure("no price", 1, null), step);
        Assert.Equal(rejected, emitted is not null);
        Assert.Equal(new OrderStatus(OrderState.Rejected, rejected ? "no price" : "before"), step.HomeState.Get(Keys.Status));
    }
}
