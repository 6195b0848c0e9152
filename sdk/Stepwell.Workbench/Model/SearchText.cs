namespace Stepwell.Workbench.Model;

/// <summary>What is typed into a search. It is kept as it is typed: a blank at the end may be the one before the next word.</summary>
internal static class SearchText
{
    /// <summary>What is looked for; null for nothing.</summary>
    internal static string? Words(string? typed) => typed?.Trim() is { Length: > 0 } words ? words : null;
}
