using Stepwell;

namespace OrderDesk;

/// <summary>Puts back what an order had reserved of one article.</summary>
[On<StockReleased>, InGroup("stock/{Sku}"), Ordered]
public sealed class PutBackStock
{
    public async Task<StockChanged> HandleAsync(StockReleased e, StepContext step)
    {
        var remaining = await step.State.UpdateAsync(StockKeys.Remaining, left => left + e.Quantity)
            ?? throw new GiveUpException($"Of {e.Sku} nothing was ever reserved.");
        return new StockChanged(e.OrderId, e.Sku, e.Quantity, remaining, step.Time.GetUtcNow());
    }
}
