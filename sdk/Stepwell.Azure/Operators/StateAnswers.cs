using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Stepwell.Storage;

namespace Stepwell.Azure.Operators;

/// <summary>State: list groups, read and delete values. A group's name may hold anything, so it is in the query.</summary>
internal sealed class StateAnswers(IStepStoreAdmin store)
{
    internal async Task<OperatorAnswer> GroupsAsync(OperatorQuestion question)
    {
        if (question.Count is not { } count) return OperatorAnswer.BadCount;
        var found = await store.ListGroupsAsync(question["search"] ?? "", question["after"], count + 1, question.Aborted).ConfigureAwait(false);
        return OperatorAnswer.Page(found, count, g => new JsonObject { ["group"] = g.Group, ["keys"] = g.Keys, ["changedAt"] = g.ChangedAt }, g => g.Group);
    }

    internal async Task<OperatorAnswer> ReadAsync(OperatorQuestion question)
    {
        if (question["group"] is not { } group) return NoGroupGiven();
        var entries = await store.ListEntriesAsync(group, question.Aborted).ConfigureAwait(false);
        if (question["key"] is not { } key)
        {
            return entries.Count == 0 ? NoGroup(group)
                : new(StatusCodes.Status200OK, new JsonObject { ["group"] = group, ["entries"] = new JsonArray([.. entries.Select(e => Show(e, Payloads.InList))]) });
        }
        return entries.FirstOrDefault(e => e.Key == key) is { } entry ? new(StatusCodes.Status200OK, Show(entry, Payloads.Whole)) : NoKey(group, key);
    }

    internal async Task<OperatorAnswer> DeleteAsync(OperatorQuestion question)
    {
        if (question["group"] is not { } group) return NoGroupGiven();
        if (question["key"] is { } key)
            return await store.WriteEntryAsync(group, key, null, null, question.Aborted).ConfigureAwait(false) ? new(StatusCodes.Status204NoContent) : NoKey(group, key);
        // An empty key is a mistake of the caller's, and must not cost the group.
        if (question.Has("key")) return new(StatusCodes.Status400BadRequest, Problem: "'key' is empty. Leave it out to delete the whole group.");
        return await store.DeleteGroupAsync(group, question.Aborted).ConfigureAwait(false) > 0 ? new(StatusCodes.Status204NoContent) : NoGroup(group);
    }

    private static JsonObject Show(StateEntry entry, int longest) => new()
    {
        ["key"] = entry.Key,
        ["value"] = Payloads.OfValue(entry.Json, entry.Sensitive, longest),
        ["version"] = entry.Version,
        ["sensitive"] = entry.Sensitive is not null,
        ["traceId"] = entry.TraceId,
        ["handler"] = entry.Handler,
        ["changedAt"] = entry.ChangedAt,
    };

    private static OperatorAnswer NoGroupGiven() => new(StatusCodes.Status400BadRequest, Problem: "'group' is missing.");

    private static OperatorAnswer NoGroup(string group) => OperatorAnswer.NotFound($"The group '{group}' holds no values.");

    private static OperatorAnswer NoKey(string group, string key) => OperatorAnswer.NotFound($"The group '{group}' has no key '{key}'.");
}
