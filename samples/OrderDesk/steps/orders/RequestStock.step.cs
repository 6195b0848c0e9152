using Stepwell;

namespace OrderDesk;

/// <summary>Asks for the stock of every article of an order, side by side.</summary>
[On<OrderPlaced>]
public sealed class RequestStock
{
    public IEnumerable<StockRequested> Handle(OrderPlaced e) => e.Lines.Select(l => new StockRequested(e.OrderId, l.Sku, l.Quantity));
}
