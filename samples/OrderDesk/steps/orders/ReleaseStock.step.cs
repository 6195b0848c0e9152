using Stepwell;

namespace OrderDesk;

/// <summary>Compensates a rejected order: gives back all that it holds. What is still on its way follows when it comes.</summary>
[On<OrderRejected>]
public sealed class ReleaseStock
{
    public async Task<IEnumerable<StockReleased>> HandleAsync(OrderRejected e, StepContext step)
    {
        var reservation = await step.State.GetAsync(Keys.Reservation) ?? throw new GiveUpException($"The order {e.OrderId} has no reservation.");
        var (empty, released) = reservation.Cancel();
        step.State.Set(Keys.Reservation, empty);
        return released.Select(l => new StockReleased(e.OrderId, l.Sku, l.Quantity));
    }
}
