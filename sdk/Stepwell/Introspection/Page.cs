namespace Stepwell.Introspection;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Next">What to pass to get the next page; null at the end.</param>
/// <param name="Total">How many there are in all; null where that is not counted.</param>
/// <param name="AtLeast">True where counting was ended at <paramref name="Total"/>: there are so many or more.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, int? Total = null, bool AtLeast = false);
