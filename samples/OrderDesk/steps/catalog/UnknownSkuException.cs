namespace OrderDesk;

/// <summary>No repetition mends this: the shop has no such article.</summary>
public sealed class UnknownSkuException : Exception
{
    public UnknownSkuException() { }

    public UnknownSkuException(string sku) : base($"There is no article '{sku}'.") { }

    public UnknownSkuException(string message, Exception innerException) : base(message, innerException) { }
}
