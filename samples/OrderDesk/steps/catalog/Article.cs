namespace OrderDesk;

/// <summary>What the shop sells.</summary>
/// <param name="Stock">How many there were before the first order; what orders took since is in the group <c>stock/&lt;sku&gt;</c>.</param>
public sealed record Article(string Sku, string Name, decimal Price, int Stock, string Category)
{
    public const string SkuPattern = "^[A-Z]{3}-[0-9]{2}$";
}
