using Stepwell;

namespace OrderDesk;

/// <summary>Puts back what an order had reserved of one article.</summary>
[On<StockReleased>, InGroup("stock/{Sku}"), Ordered]
public sealed class PutBackStock
{
    public async Task<StockChanged> HandleAsync(StockReleased e, StepContext step)
    {
        await step.State.UpdateAsync(StockKeys.PutBack, all => all + e.Quantity);
        return new StockChanged(e.OrderId, e.Sku, e.Quantity, step.Time.GetUtcNow());
    }
}
