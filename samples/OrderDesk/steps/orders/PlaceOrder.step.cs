using Stepwell;

namespace OrderDesk;

[Topic("order.placed")] public sealed record OrderPlaced(string OrderId, Line[] Lines);
public sealed record Line(string Sku, int Quantity);
public sealed record NewOrder(string Customer, Line[] Lines);
public sealed record OrderReceipt(string OrderId);

/// <summary>Accepts an order.</summary>
[Post("/orders"), Emits<OrderPlaced>]
public sealed class PlaceOrder
{
    public ApiResult<OrderReceipt> Handle(NewOrder body, StepContext step)
    {
        step.State.Set("order", body);
        step.Emit(new OrderPlaced(step.TraceId, body.Lines));
        return ApiResult.Accepted(new OrderReceipt(step.TraceId)).WithHeader("Location", $"/orders/{step.TraceId}");
    }
}

[Topic("order.priced")] public sealed record OrderPriced(string OrderId, decimal Total);

[On<OrderPlaced>]
public sealed class PriceOrder
{
    public async Task<OrderPriced> HandleAsync(OrderPlaced e, StepContext step)
    {
        await step.State.UpdateAsync<int>("n", n => n + 1);
        return new OrderPriced(e.OrderId, 12.50m);
    }
}

[On<OrderPriced>]
public sealed class Confirm
{
    public void Handle(OrderPriced e, StepContext step) => step.State.Set("total", e.Total);
}

[Get("/orders/{orderId}"), InTrace("{orderId}")]
public sealed class GetOrder
{
    public async Task<object> HandleAsync(StepContext step) => new { total = await step.State.GetAsync<decimal>("total") };
}
