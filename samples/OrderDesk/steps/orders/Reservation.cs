using System.Text.Json.Serialization;

namespace OrderDesk;

/// <summary>What an order holds of the stock.</summary>
/// <param name="Awaited">Articles that have not answered yet.</param>
/// <param name="Held">Lines that are reserved.</param>
/// <param name="Cancelled">True once the order is refused or rejected: what still comes is given back.</param>
public sealed record Reservation(string[] Awaited, OrderLine[] Held, bool Cancelled = false)
{
    [JsonIgnore] public bool IsComplete => Awaited.Length == 0 && !Cancelled;

    public static Reservation For(OrderLine[] lines) => new([.. lines.Select(l => l.Sku)], []);

    /// <summary>Takes an article's answer; a refusal cancels the whole.</summary>
    public Reservation With(StockAnswered answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var awaited = Awaited.Where(sku => sku != answer.Sku).ToArray();
        return answer.Refusal is null
            ? this with { Awaited = awaited, Held = [.. Held, new OrderLine(answer.Sku, answer.Quantity)] }
            : this with { Awaited = awaited, Cancelled = true };
    }

    /// <summary>Cancels it and lets go of what it holds.</summary>
    public (Reservation Empty, OrderLine[] Released) Cancel() => (this with { Held = [], Cancelled = true }, Held);
}
