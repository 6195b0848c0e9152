using Stepwell;

namespace OrderDesk;

/// <summary>What is known of an order, in its trace's group.</summary>
public static class Keys
{
    public static readonly StateKey<Order> Order = new("order");

    /// <summary>Where the order stands. Whoever decides reads it first, so that it is decided once.</summary>
    public static readonly StateKey<OrderStatus> Status = new("status");

    /// <summary>Nothing before the order is priced.</summary>
    public static readonly StateKey<decimal?> Total = new("total");

    public static readonly StateKey<Reservation> Reservation = new("reservation");

    /// <summary>What was paid so far.</summary>
    public static readonly StateKey<decimal> Paid = new("paid");
}
