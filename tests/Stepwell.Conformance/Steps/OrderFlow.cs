namespace Stepwell.Conformance.Steps;

[Topic("order.placed")] public sealed record OrderPlaced(int Number);
[Topic("order.priced")] public sealed record OrderPriced(int Number);
[Topic("order.reserved")] public sealed record OrderReserved(int Number);

/// <summary>A small flow with every kind of effect, for tests with random faults.</summary>
[Post("/orders/{number}")]
[Emits<OrderPlaced>]
public sealed class PlaceOrder
{
    public ApiResult<string> Handle(int number, StepContext step)
    {
        step.State.Set("order", number);
        step.State.In("orders").Set(step.TraceId, number);
        step.Emit(new OrderPlaced(number));
        return ApiResult.Accepted(step.TraceId);
    }
}

[On<OrderPlaced>, Retry(50, FirstDelaySeconds = 1)]
public sealed class PriceOrder
{
    public async Task<OrderPriced> HandleAsync(OrderPlaced e, StepContext step)
    {
        await step.State.UpdateAsync<int>("priced", n => n + 1);
        return new OrderPriced(e.Number);
    }
}

[On<OrderPlaced>, InGroup("stock"), Retry(50, FirstDelaySeconds = 1)]
public sealed class ReserveOrder
{
    public async Task<OrderReserved> HandleAsync(OrderPlaced e, StepContext step)
    {
        await step.State.UpdateAsync<int>("reserved", n => n + 1);
        return new OrderReserved(e.Number);
    }
}

[OnAll<OrderPriced, OrderReserved>, Retry(50, FirstDelaySeconds = 1)]
public sealed class FinishOrder
{
    public async Task HandleAsync(OrderPriced priced, OrderReserved reserved, StepContext step) =>
        await step.State.UpdateAsync<int>("finished", n => n + 1);
}
