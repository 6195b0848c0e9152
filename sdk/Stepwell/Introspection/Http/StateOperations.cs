using System.Text.Json.Nodes;
using Stepwell.Storage;

namespace Stepwell.Introspection.Http;

/// <summary>State. A group's name may hold slashes, so it is the whole rest of the path; the key is in the query.</summary>
public static class StateOperations
{
    private const string InPath =
        "The group is the whole rest of the path, percent-encoded; slashes may be encoded or not, `state/stock/a%2Fb` is the group `stock/a/b`. " +
        "A group with `.` or `..` between slashes does not survive in a path: use `entries?group=`.";

    private const string InQuery = "The same as `state/{group}`, for any name of a group.";
    private static readonly Parameter Key = Parameter.Text("key", "The key; without it the whole group is meant.");
    private static readonly Parameter IfMatch = new("If-Match", "The version that the value must have, in double quotes.", typeof(string)) { Place = ParameterPlace.Header };
    private static readonly Parameter Version = Parameter.Text("version", "The same as If-Match.");

    /// <summary>All of them.</summary>
    /// <param name="host">What they ask.</param>
    public static IEnumerable<Operation> Of(IStateIntrospection host) =>
    [
        new("listGroups", "GET", "/state", "Groups that hold values, by name")
        {
            Parameters = [Parameter.Text("search", "Text that the name contains."), Parameter.Text("after", "The page's `next`: the name that ended the page before."), Parameter.Count],
            Answer = typeof(Page<GroupInfo>),
            Problems = [400],
            Run = async q => await host.GroupsAsync(new() { Search = q.Text("search") ?? "", After = q.Text("after"), Count = q.Number("count") }, q.Aborted).ConfigureAwait(false),
        },
        .. At(host, "/state/{**group}", "", Parameter.Route("group", "The group."), InPath),
        .. At(host, "/entries", "ByQuery", new("group", "The group.", typeof(string)) { Required = true }, InQuery),
    ];

    private static IEnumerable<Operation> At(IStateIntrospection host, string path, string suffix, Parameter group, string description) =>
    [
        new("readState" + suffix, "GET", path, "The values of a group, or one value")
        {
            Description = description + " Without a key the answer is a list, in which long values are cut; with one it is that value, whole, its version in `ETag`.",
            Parameters = [group, Key],
            Answer = typeof(GroupDetail),
            OtherAnswer = typeof(StateValue),
            Problems = [400, 404],
            Run = q => ReadAsync(host, q),
        },
        new("writeState" + suffix, "PUT", path, "Writes a value")
        {
            Description = description + " Where the JSON still has the mask at a sensitive place, what is stored there stays.",
            Parameters = [group, Key with { Required = true }, IfMatch, Version],
            Body = typeof(JsonNode),
            Answer = typeof(StateValue),
            Problems = [400, 409, 413, 503],
            Run = async q => Tagged(q, await host.WriteValueAsync(q.Needed("group"), q.Needed("key"), await q.JsonAsync().ConfigureAwait(false), Expected(q), q.Aborted).ConfigureAwait(false)),
        },
        new("deleteState" + suffix, "DELETE", path, "Deletes a value, or a whole group")
        {
            Description = description + " A whole group goes with the runner's own keys: a join that still waits starts anew.",
            Parameters = [group, Key, IfMatch, Version],
            Status = 204,
            Problems = [400, 404, 409, 503],
            Run = q => DeleteAsync(host, q),
        },
    ];

    private static async Task<object?> ReadAsync(IStateIntrospection host, Question q) => q.Text("key") is null
        ? await host.GroupAsync(q.Needed("group"), q.Aborted).ConfigureAwait(false)
        : Tagged(q, await host.ValueAsync(q.Needed("group"), q.Needed("key"), q.Aborted).ConfigureAwait(false));

    private static async Task<object?> DeleteAsync(IStateIntrospection host, Question q)
    {
        // An empty key is a mistake of the caller's, and must not cost the group.
        if (q.Text("key") is null && Expected(q) is not null) throw IntrospectionException.Invalid("key", "A version is that of one value: give its key.");
        if (q.Text("key") is null) await host.DeleteGroupAsync(q.Needed("group"), q.Aborted).ConfigureAwait(false);
        else await host.DeleteValueAsync(q.Needed("group"), q.Needed("key"), Expected(q), q.Aborted).ConfigureAwait(false);
        return null;
    }

    private static StateValue Tagged(Question q, StateValue value)
    {
        q.Http.Response.Headers.ETag = $"\"{value.Version}\"";
        return value;
    }

    private static string? Expected(Question q)
    {
        if (q.Text("version") is { Length: > 0 } version) return version;
        return q.Text("If-Match") switch
        {
            null => null,
            ['"', .. var tag, '"'] when tag.Length > 0 && !tag.Contains('"', StringComparison.Ordinal) => tag,
            var other => throw IntrospectionException.Invalid("If-Match", $"{other} is no version in double quotes."),
        };
    }
}
