using Stepwell;

namespace OrderDesk;

// What happens to an order. Customers are named in no event: they stay in the order's own state.
[Topic("order.placed")] public sealed record OrderPlaced(string OrderId, OrderLine[] Lines);
[Topic("order.priced")] public sealed record OrderPriced(string OrderId, decimal Total);
[Topic("order.approval-requested")] public sealed record ApprovalRequested(string OrderId, decimal Total);
[Topic("order.approval-expired")] public sealed record ApprovalExpired(string OrderId);
[Topic("order.confirmed", OrderingKey = nameof(Day))] public sealed record OrderConfirmed(string OrderId, decimal Total, string Day);
[Topic("order.rejected", OrderingKey = nameof(Day))] public sealed record OrderRejected(string OrderId, string Reason, string Day);

// The reservation of an order: one question and one answer per article, then the sum of the answers.
[Topic("stock.requested", OrderingKey = nameof(Sku))] public sealed record StockRequested(string OrderId, string Sku, int Quantity);
[Topic("stock.answered")] public sealed record StockAnswered(string OrderId, string Sku, int Quantity, string? Refusal = null);
[Topic("stock.reserved")] public sealed record StockReserved(string OrderId);
[Topic("stock.refused")] public sealed record StockRefused(string OrderId, string Reason);
[Topic("stock.released", OrderingKey = nameof(Sku))] public sealed record StockReleased(string OrderId, string Sku, int Quantity);
[Topic("stock.changed", OrderingKey = nameof(Sku))] public sealed record StockChanged(string OrderId, string Sku, int Change, DateTimeOffset At);
