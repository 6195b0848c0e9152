using Stepwell;

namespace OrderDesk;

/// <summary>What is known of an article's stock, in the group <c>stock/&lt;sku&gt;</c>.</summary>
public static class StockKeys
{
    /// <summary>What is left; nothing before the article's first order.</summary>
    public static readonly StateKey<int?> Remaining = new("remaining");

    /// <summary>The latest movements, oldest first.</summary>
    public static readonly StateKey<StockMove[]> Ledger = new("ledger");

    public static string Group(string sku) => "stock/" + sku;
}
