namespace OrderDesk.Tests;

public sealed class RefusalTests
{
    [Fact]
    public async Task Order_OneArticleShort_IsRejectedAndGivesBackTheOthers()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(("TEA-02", 5), ("OIL-05", 21), ("TEA-03", 5));
        var order = await desk.ViewAsync(id);
        Assert.Equal((OrderState.Rejected, "Of OIL-05 there are 20 left, not 21."), (order.Status, order.Reason));
        Assert.Equal((126, 20, 179), (await desk.StockAsync("TEA-02"), await desk.StockAsync("OIL-05"), await desk.StockAsync("TEA-03")));
        Assert.Single(desk.App.Emitted<OrderRejected>(id));
        Assert.Empty(desk.Mailer.Sent);
    }

    [Fact]
    public async Task Order_SeveralArticlesShort_IsRejectedOnce()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(("OIL-05", 21), ("OIL-22", 22), ("TEA-01", 1));
        Assert.Single(desk.App.Emitted<StockRefused>(id));
        Assert.Single(desk.App.Emitted<OrderRejected>(id));
        Assert.Equal(120, await desk.StockAsync("TEA-01"));
    }

    [Fact]
    public async Task Order_LastPieces_GoToTheFirst()
    {
        await using var desk = await Desk.OpenAsync();
        var first = await desk.OrderAsync(("OIL-05", 20));
        var second = await desk.OrderAsync(("OIL-05", 1));
        Assert.Equal(OrderState.Confirmed, (await desk.ViewAsync(first)).Status);
        Assert.Equal(OrderState.Rejected, (await desk.ViewAsync(second)).Status);
    }

    [Fact]
    public async Task Order_UnknownArticle_IsRejectedAndItsPricingIsADeadLetter()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(("TEA-01", 3), ("ZZZ-99", 1));
        var order = await desk.ViewAsync(id);
        Assert.Equal((OrderState.Rejected, "There is no article 'ZZZ-99'."), (order.Status, order.Reason));
        Assert.Equal(120, await desk.StockAsync("TEA-01"));
        Assert.Single(desk.App.Emitted<OrderRejected>(id));
        var letter = Assert.Single(await desk.App.DeadLettersAsync(id));
        Assert.Equal(1, letter.Attempts);
    }

    [Fact]
    public async Task Ledger_AfterReservationAndReturn_ShowsBothInOrder()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.OrderAsync(("TEA-02", 5), ("OIL-05", 21));
        var ledger = (await desk.GetAsync<ArticleDetail>("/articles/TEA-02")).Ledger;
        Assert.Equal([-5, 5], ledger.Select(m => m.Change));
    }
}
