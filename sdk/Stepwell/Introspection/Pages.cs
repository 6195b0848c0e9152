namespace Stepwell.Introspection;

/// <summary>Makes pages.</summary>
internal static class Pages
{
    /// <summary>A page of what was asked for with one more than wanted, to learn whether there is more.</summary>
    internal static Page<T> Of<T>(IReadOnlyList<T> found, int count, Func<T, string> cursor) =>
        found.Count <= count ? new(found, null) : new([.. found.Take(count)], cursor(found[count - 1]));
}
