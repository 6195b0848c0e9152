using Stepwell;

namespace OrderDesk;

/// <summary>An order as it is kept.</summary>
public sealed record Order([Sensitive] string Customer, OrderLine[] Lines, DateTimeOffset PlacedAt)
{
    /// <summary>Lines with the same article become one, so that each article is asked for and answered once.</summary>
    public static Order From(NewOrder order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new(order.Customer, [.. order.Lines.GroupBy(l => l.Sku).Select(g => new OrderLine(g.Key, g.Sum(l => l.Quantity)))], now);
    }
}

/// <summary>How many of an article, over all lines of the order.</summary>
public sealed record OrderLine(string Sku, int Quantity);
