namespace Stepwell;

/// <summary>Durable key-value data: of the home group, and by <see cref="In"/> of any other group.</summary>
/// <remarks>
/// What is not awaited is staged and leaves with the commit after the handler returned; what is awaited reads the store.
/// An attempt reads its own writes. In the home group a key that was read and then written is guarded: if another attempt
/// changed it meanwhile, this attempt is discarded and run again.
/// Values are JSON, at most 1 MiB less overhead each.
/// </remarks>
public abstract class StepState : IStateGroup
{
    /// <inheritdoc/>
    public abstract string Group { get; }

    /// <inheritdoc/>
    public abstract ValueTask<T?> GetAsync<T>(string key);

    /// <inheritdoc/>
    public abstract ValueTask<IReadOnlyDictionary<string, T>> ListAsync<T>(string prefix = "");

    /// <inheritdoc/>
    public abstract void Set<T>(string key, T value);

    /// <inheritdoc/>
    public abstract void Delete(string key);

    // Without these the overloads with a StateKey would be there only for those who hold the interface.

    /// <inheritdoc cref="IStateGroup.GetAsync{T}(StateKey{T})"/>
    public ValueTask<T?> GetAsync<T>(StateKey<T> key) => GetAsync<T>(key.Name);

    /// <inheritdoc cref="IStateGroup.Set{T}(StateKey{T}, T)"/>
    public void Set<T>(StateKey<T> key, T value) => Set(key.Name, value);

    /// <inheritdoc cref="IStateGroup.Delete{T}(StateKey{T})"/>
    public void Delete<T>(StateKey<T> key) => Delete(key.Name);

    /// <summary>Another group: reads see the store, <c>Set</c> and <c>Delete</c> leave with this attempt's commit and are applied once, before its events.</summary>
    /// <remarks>Nothing is guarded there. To change what depends on what is there, emit to a step that is <see cref="InGroupAttribute"/>.</remarks>
    /// <param name="group">The group's name: 1 to 256 characters.</param>
    public abstract IStateGroup In(string group);

    /// <summary>Reads a value of the home group, changes it and stages the new one; guarded.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="change">Makes the new value of the present one, which is default where there is none.</param>
    /// <returns>The new value.</returns>
    public async ValueTask<T> UpdateAsync<T>(string key, Func<T?, T> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var value = change(await GetAsync<T>(key).ConfigureAwait(false));
        Set(key, value);
        return value;
    }

    /// <inheritdoc cref="UpdateAsync{T}(string, Func{T, T})"/>
    public ValueTask<T> UpdateAsync<T>(StateKey<T> key, Func<T?, T> change) => UpdateAsync(key.Name, change);
}

/// <summary>The keys and values of one group.</summary>
public interface IStateGroup
{
    /// <summary>The group's name.</summary>
    string Group { get; }

    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <returns>The value; default where the key does not exist.</returns>
    ValueTask<T?> GetAsync<T>(string key);

    /// <inheritdoc cref="GetAsync{T}(string)"/>
    ValueTask<T?> GetAsync<T>(StateKey<T> key) => GetAsync<T>(key.Name);

    /// <summary>Reads all values whose key starts with a prefix. Not guarded.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="prefix">The beginning of the keys; empty for all.</param>
    ValueTask<IReadOnlyDictionary<string, T>> ListAsync<T>(string prefix = "");

    /// <summary>Stages a value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value as it is now: later changes of the object are not seen.</param>
    /// <exception cref="StepException">The value, or the commit as a whole, is too large; the key is not allowed.</exception>
    void Set<T>(string key, T value);

    /// <inheritdoc cref="Set{T}(string, T)"/>
    void Set<T>(StateKey<T> key, T value) => Set(key.Name, value);

    /// <summary>Stages the removal of a key. It need not exist.</summary>
    /// <param name="key">The key.</param>
    void Delete(string key);

    /// <inheritdoc cref="Delete(string)"/>
    void Delete<T>(StateKey<T> key) => Delete(key.Name);
}
