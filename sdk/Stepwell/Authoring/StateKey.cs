namespace Stepwell;

/// <summary>A named, typed key of state; declare it once and use it wherever the value is read or written.</summary>
/// <example><code>public static readonly StateKey&lt;Order&gt; Order = new("order");</code></example>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Name">The key: 1 to 256 characters, any but control characters, not starting with <c>$</c>.</param>
public readonly record struct StateKey<T>(string Name)
{
    /// <summary>The key's name.</summary>
    public override string ToString() => Name;
}
