namespace Stepwell.Workbench.Model;

/// <summary>What is typed into a search, or into another field that may be left empty. It is kept as it is typed: a blank at the end may be the one before the next word.</summary>
internal static class SearchText
{
    /// <summary>What is meant, without blanks around it; null for nothing.</summary>
    internal static string? Words(string? typed) => typed?.Trim() is { Length: > 0 } words ? words : null;
}
