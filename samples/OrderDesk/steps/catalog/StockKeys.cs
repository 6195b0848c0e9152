using Stepwell;

namespace OrderDesk;

/// <summary>What is known of an article's stock, in the group <c>stock/&lt;sku&gt;</c>.</summary>
/// <remarks>One key per step that writes: taking and putting back never wait for each other.</remarks>
public static class StockKeys
{
    /// <summary>All that orders ever took.</summary>
    public static readonly StateKey<int> Taken = new("taken");

    /// <summary>All that was ever put back.</summary>
    public static readonly StateKey<int> PutBack = new("put-back");

    /// <summary>The latest movements, oldest first.</summary>
    public static readonly StateKey<StockMove[]> Ledger = new("ledger");

    public static string Group(string sku) => "stock/" + sku;

    /// <summary>How many are left: what there was before the first order, less what is out.</summary>
    public static async ValueTask<int> RemainingAsync(this Article article, IStateGroup stock)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(stock);
        return article.Stock - await stock.GetAsync(Taken) + await stock.GetAsync(PutBack);
    }
}
