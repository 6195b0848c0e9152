namespace OrderDesk;

/// <summary>A movement of stock.</summary>
/// <param name="Change">Negative: reserved; positive: put back.</param>
/// <param name="Remaining">What was left after it.</param>
public sealed record StockMove(string OrderId, int Change, int Remaining, DateTimeOffset At);
