using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Stepwell.Contracts;
using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Introspection;

/// <summary>State by hand, on any store.</summary>
/// <param name="store">The store.</param>
/// <param name="log">What people did.</param>
public sealed class StateIntrospection(IStepStoreAdmin store, ILogger<StateIntrospection> log) : IStateIntrospection
{
    /// <inheritdoc/>
    public Task<Page<GroupInfo>> GroupsAsync(GroupQuery query, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(query);
        IntrospectionLimits.CheckCount(query.Count);
        return Pages.Of(await store.ListGroupsAsync(query.Search, query.After, query.Count + 1, cancellation).ConfigureAwait(false), query.Count, g => g.Group);
    });

    /// <inheritdoc/>
    public Task<GroupDetail> GroupAsync(string group, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        var entries = await store.ListEntriesAsync(group, cancellation).ConfigureAwait(false);
        return entries.Count > 0 ? new GroupDetail(group, [.. entries.Select(e => Show(e, Payload.MaxShown))]) : throw NoGroup(group);
    });

    /// <inheritdoc/>
    public Task<StateValue> ValueAsync(string group, string key, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
        Show(await store.ReadEntryAsync(group, key, cancellation).ConfigureAwait(false) ?? throw NoKey(group, key), int.MaxValue));

    /// <inheritdoc/>
    public Task<StateValue> WriteValueAsync(string group, string key, JsonNode? value, string? version = null, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        CheckNames(group, key);
        while (true)
        {
            var present = await store.ReadEntryAsync(group, key, cancellation).ConfigureAwait(false);
            if (version is not null && present?.Version != version) throw Changed(group, key, present?.Version, version);
            var (json, restored) = Unmask(value?.DeepClone(), present);
            if (json.Length > Limits.ValueBytes) throw IntrospectionException.Invalid("$", string.Create(CultureInfo.InvariantCulture, $"The value has {json.Length:N0} bytes; the limit is {Limits.ValueBytes:N0}."));
            // What was put back is what was read: the write must not outrun a change of it.
            var expected = version ?? (restored ? present?.Version : null);
            if (!await store.WriteEntryAsync(group, key, json, expected, cancellation).ConfigureAwait(false)) continue;
            log.Written(key, group);
            return await ValueAsync(group, key, cancellation).ConfigureAwait(false);
        }
    });

    /// <inheritdoc/>
    public Task DeleteValueAsync(string group, string key, string? version = null, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        CheckNames(group, key);
        if (await store.WriteEntryAsync(group, key, null, version, cancellation).ConfigureAwait(false))
        {
            log.Deleted(key, group);
            return;
        }
        var present = await store.ReadEntryAsync(group, key, cancellation).ConfigureAwait(false) ?? throw NoKey(group, key);
        throw Changed(group, key, present.Version, version);
    });

    /// <inheritdoc/>
    public Task DeleteGroupAsync(string group, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        if (await store.DeleteGroupAsync(group, cancellation).ConfigureAwait(false) == 0) throw NoGroup(group);
        log.GroupDeleted(group);
    });

    private static (byte[] Json, bool Restored) Unmask(JsonNode? value, StateEntry? present)
    {
        if (present?.Sensitive is not { } sensitive) return (IntrospectionJson.Bytes(value), false);
        var errors = new ContractErrors();
        var before = IntrospectionJson.Bytes(value);
        var after = IntrospectionJson.Bytes(SensitivePaths.Parse(sensitive).Restore(value, IntrospectionJson.ParseStored(present.Json), errors));
        DataByHand.ThrowIfAny(errors, "The value");
        return (after, !after.AsSpan().SequenceEqual(before));
    }

    private static StateValue Show(StateEntry entry, int longest) => new()
    {
        Key = entry.Key,
        Value = Payload.Of(entry.Json, entry.Sensitive is null ? null : SensitivePaths.Parse(entry.Sensitive), longest),
        Version = entry.Version,
        System = Names.IsReserved(entry.Key),
        Sensitive = entry.Sensitive is not null,
        TraceId = entry.TraceId,
        Handler = entry.Handler,
        ChangedAt = entry.ChangedAt,
    };

    private static void CheckNames(string group, string key)
    {
        Check("group", () => Names.CheckGroup(group));
        if (Names.IsReserved(key)) throw IntrospectionException.Invalid("key", $"'{key}' is the runner's own: it can be read, and goes with its group, but is not written by hand.");
        Check("key", () => Names.CheckKey(key));
    }

    private static void Check(string name, Action rule)
    {
        try
        {
            rule();
        }
        catch (StepException e)
        {
            throw IntrospectionException.Invalid(name, e.Message);
        }
    }

    private static IntrospectionException NoGroup(string group) => IntrospectionException.NotFound($"The group '{group}' holds no values.");

    private static IntrospectionException NoKey(string group, string key) => IntrospectionException.NotFound($"The group '{group}' has no key '{key}'.");

    private static IntrospectionException Changed(string group, string key, string? present, string? expected) => IntrospectionException.Conflict(present is null
        ? $"'{key}' in the group '{group}' does not exist any more; version {expected} was expected."
        : $"'{key}' in the group '{group}' has version {present}, not {expected}: it was written meanwhile. Read it again.");
}
