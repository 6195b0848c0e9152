using Stepwell;

namespace OrderDesk;

/// <summary>Keeps the latest movements of each article, in the order in which they happened.</summary>
[On<StockChanged>, InGroup("stock/{Sku}"), Ordered]
public sealed class StockLedger
{
    private const int Kept = 20;

    public async Task HandleAsync(StockChanged e, StepContext step) =>
        await step.State.UpdateAsync(StockKeys.Ledger, ledger => [.. (ledger ?? []).TakeLast(Kept - 1), new StockMove(e.OrderId, e.Change, e.At)]);
}
