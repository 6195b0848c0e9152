using System.Text.Json.Nodes;
using Stepwell.Introspection;
using Stepwell.Storage;

namespace Stepwell.Local.Introspection;

/// <summary>State and dead letters: as on every host.</summary>
internal sealed partial class Introspector
{
    public Task<Page<GroupInfo>> GroupsAsync(GroupQuery query, CancellationToken cancellation = default) => state.GroupsAsync(query, cancellation);

    public Task<GroupDetail> GroupAsync(string group, CancellationToken cancellation = default) => state.GroupAsync(group, cancellation);

    public Task<StateValue> ValueAsync(string group, string key, CancellationToken cancellation = default) => state.ValueAsync(group, key, cancellation);

    public Task<StateValue> WriteValueAsync(string group, string key, JsonNode? value, string? version = null, CancellationToken cancellation = default) =>
        state.WriteValueAsync(group, key, value, version, cancellation);

    public Task DeleteValueAsync(string group, string key, string? version = null, CancellationToken cancellation = default) =>
        state.DeleteValueAsync(group, key, version, cancellation);

    public Task DeleteGroupAsync(string group, CancellationToken cancellation = default) => state.DeleteGroupAsync(group, cancellation);

    public Task<Page<DeadLetterInfo>> DeadLettersAsync(DeadLetterQuery query, CancellationToken cancellation = default) => letters.DeadLettersAsync(query, cancellation);

    public Task<DeadLetterCounts> DeadLetterCountsAsync(CancellationToken cancellation = default) => letters.DeadLetterCountsAsync(cancellation);

    public Task<DeadLetterInfo> DeadLetterAsync(string id, CancellationToken cancellation = default) => letters.DeadLetterAsync(id, cancellation);

    public Task<DeadLetterInfo> EditDeadLetterAsync(string id, JsonNode? data, CancellationToken cancellation = default) => letters.EditDeadLetterAsync(id, data, cancellation);

    public Task<IReadOnlyList<DeadLetterOutcome>> ReplayAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default) => letters.ReplayAsync(ids, cancellation);

    public Task<IReadOnlyList<DeadLetterOutcome>> DiscardAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default) => letters.DiscardAsync(ids, cancellation);
}
