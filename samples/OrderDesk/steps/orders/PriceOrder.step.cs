using Stepwell;

namespace OrderDesk;

/// <summary>Adds up what an order costs.</summary>
[On<OrderPlaced>, Retry(5, Never = [typeof(UnknownSkuException)])]
public sealed class PriceOrder(IPriceList prices)
{
    public OrderPriced Handle(OrderPlaced e, StepContext step)
    {
        var total = e.Lines.Sum(l => l.Quantity * prices.PriceOf(l.Sku));
        step.State.Set(Keys.Total, total);
        return new OrderPriced(e.OrderId, total);
    }

    /// <summary>An order that cannot be priced is rejected, in one commit with the dead letter.</summary>
    public Task<OrderRejected?> OnFailureAsync(StepFailure failure, StepContext step) => Decision.RejectAsync(step, failure.Reason);
}
