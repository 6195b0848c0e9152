using System.Text.Json;

namespace Stepwell.Testing;

/// <summary>State in memory, for <see cref="TestStep"/>. Values are kept as JSON, as in a store.</summary>
public sealed class TestState : StepState
{
    private readonly Dictionary<(string Group, string Key), byte[]> values;
    private readonly JsonSerializerOptions json;

    internal TestState(string group, JsonSerializerOptions json) : this(group, json, []) { }

    private TestState(string group, JsonSerializerOptions json, Dictionary<(string, string), byte[]> values)
    {
        Group = group;
        this.json = json;
        this.values = values;
    }

    /// <inheritdoc/>
    public override string Group { get; }

    /// <summary>The keys of this group that have values.</summary>
    public IReadOnlyList<string> Keys => [.. values.Keys.Where(k => k.Group == Group).Select(k => k.Key).Order(StringComparer.Ordinal)];

    /// <summary>Reads a value without awaiting, for asserts.</summary>
    public T? Get<T>(string key) => values.TryGetValue((Group, key), out var bytes) ? JsonSerializer.Deserialize<T>(bytes, json) : default;

    /// <inheritdoc cref="Get{T}(string)"/>
    public T? Get<T>(StateKey<T> key) => Get<T>(key.Name);

    /// <inheritdoc/>
    public override ValueTask<T?> GetAsync<T>(string key) where T : default => ValueTask.FromResult(Get<T>(key));

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyDictionary<string, T>> ListAsync<T>(string prefix = "") => ValueTask.FromResult<IReadOnlyDictionary<string, T>>(
        Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(k => k, k => Get<T>(k)!, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override void Set<T>(string key, T value) => values[(Group, key)] = JsonSerializer.SerializeToUtf8Bytes(value, json);

    /// <inheritdoc/>
    public override void Delete(string key) => values.Remove((Group, key));

    /// <inheritdoc/>
    public override TestState In(string group) => new(group, json, values);
}
