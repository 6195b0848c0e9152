using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrderDesk.Tests;

public sealed class PlacingTests
{
    [Fact]
    public async Task Order_Accepted_PointsToItsStatus()
    {
        await using var desk = await Desk.OpenAsync();
        var answer = await desk.Http.PostAsJsonAsync("/orders", Desk.Body(("TEA-01", 2)));
        var id = (await answer.Content.ReadFromJsonAsync<OrderReceipt>())!.OrderId;
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal($"/orders/{id}", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await desk.Http.GetAsync(answer.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task Order_SmallAndInStock_IsConfirmedAndMailedOnce()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(("TEA-01", 2), ("TEA-02", 1));
        var order = await desk.ViewAsync(id);
        Assert.Equal((OrderState.Confirmed, 14.95m, (string?)null), (order.Status, order.Total, order.Reason));
        Assert.Equal(118, await desk.StockAsync("TEA-01"));
        var mail = Assert.Single(desk.Mailer.Sent);
        Assert.Equal("ada@example.com", mail.To);
        Assert.Contains("14.95 EUR", mail.Text, StringComparison.Ordinal);
        Assert.Single(desk.App.Emitted<OrderConfirmed>(id));
        Assert.Empty(await desk.App.DeadLettersAsync());
    }

    [Fact]
    public async Task Order_SameArticleInTwoLines_IsReservedAsOne()
    {
        await using var desk = await Desk.OpenAsync();
        var id = await desk.OrderAsync(("TEA-01", 1), ("TEA-02", 1), ("TEA-01", 3));
        Assert.Equal([new("TEA-01", 4), new("TEA-02", 1)], (await desk.ViewAsync(id)).Lines);
        Assert.Equal(2, desk.App.Emitted<StockRequested>(id).Count);
        Assert.Equal(116, await desk.StockAsync("TEA-01"));
    }

    [Fact]
    public async Task Order_SentTwiceWithOneIdempotencyKey_IsPlacedOnce()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Http.DefaultRequestHeaders.Add("Idempotency-Key", "order-1");
        var first = await desk.OrderAsync(("TEA-01", 2));
        Assert.Equal(first, await desk.OrderAsync(("TEA-01", 2)));
        Assert.Equal(118, await desk.StockAsync("TEA-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await desk.Http.PostAsJsonAsync("/orders", Desk.Body(("TEA-01", 3)))).StatusCode);
    }

    [Theory]
    [InlineData("""{"customer":"ada","lines":[{"sku":"TEA-01","quantity":1}]}""", "customer")]
    [InlineData("""{"lines":[{"sku":"TEA-01","quantity":1}]}""", "customer")]
    [InlineData("""{"customer":"ada@example.com","lines":[]}""", "lines")]
    [InlineData("""{"customer":"ada@example.com","lines":[{"sku":"TEA-01","quantity":0}]}""", "lines[0].quantity")]
    [InlineData("""{"customer":"ada@example.com","lines":[{"sku":"TEA-01","quantity":1001}]}""", "lines[0].quantity")]
    [InlineData("""{"customer":"ada@example.com","lines":[{"sku":"tea 1","quantity":1}]}""", "lines[0].sku")]
    public async Task Order_NotValid_NamesTheField(string body, string field)
    {
        await using var desk = await Desk.OpenAsync();
        var answer = await desk.Http.PostAsync("/orders", new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        Assert.Empty(desk.App.Emitted<OrderPlaced>());
    }

    [Fact]
    public async Task Order_Unknown_IsNotFound()
    {
        await using var desk = await Desk.OpenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync("/orders/0123456789abcdef0123456789abcdef")).StatusCode);
        var tick = await desk.App.TickAsync<NightlyReport>();
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync($"/orders/{tick}")).StatusCode);
    }

    [Fact]
    public async Task Customer_AnywhereInTheLogs_IsMasked()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.OrderAsync(("TEA-01", 2));
        Assert.DoesNotContain(desk.App.Logs, l => l.Message.Contains("ada@", StringComparison.Ordinal));
    }
}
