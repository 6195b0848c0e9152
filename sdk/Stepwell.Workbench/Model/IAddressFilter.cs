namespace Stepwell.Workbench.Model;

/// <summary>What a page is narrowed down by, as it stands in the address.</summary>
public interface IAddressFilter
{
    /// <summary>The names in the address with their values, always all of them; null or empty for what is not set.</summary>
    IEnumerable<(string Name, string? Value)> Parts { get; }
}
