namespace OrderDesk;

/// <summary>A movement of stock.</summary>
/// <param name="Change">Negative: reserved; positive: put back.</param>
public sealed record StockMove(string OrderId, int Change, DateTimeOffset At);
