using Stepwell;

namespace OrderDesk;

/// <summary>Reserves one article for an order, or refuses it.</summary>
/// <remarks>Ordered: an article in demand is given out first come, first served, not by whoever wins a race for its key.</remarks>
[On<StockRequested>, InGroup("stock/{Sku}"), Ordered, Emits<StockChanged>]
public sealed class ReserveStock(ArticleCatalog articles)
{
    public async Task<StockAnswered> HandleAsync(StockRequested e, StepContext step)
    {
        if (articles.Find(e.Sku) is not { } article) return Refused(e, $"There is no article '{e.Sku}'.");
        var remaining = await article.RemainingAsync(step.State);
        if (remaining < e.Quantity) return Refused(e, $"Of {e.Sku} there are {remaining} left, not {e.Quantity}.");
        await step.State.UpdateAsync(StockKeys.Taken, all => all + e.Quantity);
        step.Emit(new StockChanged(e.OrderId, e.Sku, -e.Quantity, step.Time.GetUtcNow()));
        return new StockAnswered(e.OrderId, e.Sku, e.Quantity);
    }

    private static StockAnswered Refused(StockRequested e, string why) => new(e.OrderId, e.Sku, e.Quantity, why);
}
