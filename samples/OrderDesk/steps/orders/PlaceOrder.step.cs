using Stepwell;

namespace OrderDesk;

/// <summary>Accepts an order. Its number is the trace's id.</summary>
[Post("/orders"), Emits<OrderPlaced>]
public sealed class PlaceOrder
{
    public ApiResult<OrderReceipt> Handle(NewOrder body, StepContext step)
    {
        var order = Order.From(body, step.Time.GetUtcNow());
        step.State.Set(Keys.Order, order);
        step.State.Set(Keys.Status, new OrderStatus(OrderState.Pending));
        step.State.Set(Keys.Reservation, Reservation.For(order.Lines));
        step.Emit(new OrderPlaced(step.TraceId, order.Lines));
        return ApiResult.Accepted(new OrderReceipt(step.TraceId)).WithHeader("Location", $"/orders/{step.TraceId}");
    }
}

/// <summary>The number of an accepted order.</summary>
public sealed record OrderReceipt(string OrderId);
