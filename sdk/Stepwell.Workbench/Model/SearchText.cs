namespace Stepwell.Workbench.Model;

/// <summary>What is typed into a search. It is kept as it is typed: a blank at the end may be the one before the next word, and a field that took it away would run the words together.</summary>
internal static class SearchText
{
    /// <summary>The text of the field; null for an empty one.</summary>
    internal static string? Typed(object? value) => value is string { Length: > 0 } text ? text : null;

    /// <summary>What is looked for; null for nothing.</summary>
    internal static string? Words(string? typed) => typed?.Trim() is { Length: > 0 } words ? words : null;
}
