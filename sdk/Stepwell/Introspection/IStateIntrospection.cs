using System.Text.Json.Nodes;
using Stepwell.Storage;

namespace Stepwell.Introspection;

/// <summary>What people and tools may ask about state, and do to it by hand, on every host.</summary>
/// <remarks>What is sensitive is always masked. Whatever is refused throws an <see cref="IntrospectionException"/>.</remarks>
public interface IStateIntrospection
{
    /// <summary>Groups of state, by name.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<Page<GroupInfo>> GroupsAsync(GroupQuery query, CancellationToken cancellation = default);

    /// <summary>A group's values; long ones are cut.</summary>
    /// <param name="group">Its name.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<GroupDetail> GroupAsync(string group, CancellationToken cancellation = default);

    /// <summary>One value, whole.</summary>
    /// <param name="group">The group.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<StateValue> ValueAsync(string group, string key, CancellationToken cancellation = default);

    /// <summary>Writes a value. Where it still holds the mask at a sensitive place, what is stored there stays.</summary>
    /// <param name="group">The group.</param>
    /// <param name="key">The key; not one of the runner's own.</param>
    /// <param name="value">The value.</param>
    /// <param name="version">The version that it must have; null for any.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The value as it is now.</returns>
    Task<StateValue> WriteValueAsync(string group, string key, JsonNode? value, string? version = null, CancellationToken cancellation = default);

    /// <summary>Deletes a value.</summary>
    /// <param name="group">The group.</param>
    /// <param name="key">The key; not one of the runner's own.</param>
    /// <param name="version">The version that it must have; null for any.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task DeleteValueAsync(string group, string key, string? version = null, CancellationToken cancellation = default);

    /// <summary>Deletes all values of a group, the runner's own among them.</summary>
    /// <param name="group">The group.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task DeleteGroupAsync(string group, CancellationToken cancellation = default);
}
