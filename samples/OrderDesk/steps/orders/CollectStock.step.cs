using Stepwell;

namespace OrderDesk;

/// <summary>Collects the answers of an order's articles. The first refusal gives back what is held, and what still comes.</summary>
[On<StockAnswered>, Ordered, Emits<StockReserved>, Emits<StockRefused>, Emits<StockReleased>]
public sealed class CollectStock
{
    public async Task HandleAsync(StockAnswered e, StepContext step)
    {
        var before = await step.State.GetAsync(Keys.Reservation) ?? throw new GiveUpException($"The order {e.OrderId} has no reservation.");
        var after = before.With(e);
        if (after.Cancelled)
        {
            (after, var released) = after.Cancel();
            foreach (var line in released) step.Emit(new StockReleased(e.OrderId, line.Sku, line.Quantity));
        }
        step.State.Set(Keys.Reservation, after);
        if (after.IsComplete) step.Emit(new StockReserved(e.OrderId));
        if (e.Refusal is not null && !before.Cancelled) step.Emit(new StockRefused(e.OrderId, e.Refusal));
    }
}
