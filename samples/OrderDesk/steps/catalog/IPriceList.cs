namespace OrderDesk;

/// <summary>What articles cost today.</summary>
public interface IPriceList
{
    /// <exception cref="UnknownSkuException">The shop has no such article.</exception>
    decimal PriceOf(string sku);
}
