namespace Stepwell.Running;

/// <summary>The rules on keys and groups.</summary>
internal static class Names
{
    internal static void CheckKey(string key) => Check("key", key);

    internal static void CheckGroup(string group) => Check("group", group);

    /// <summary>True for the runner's own keys, which authors neither see nor write.</summary>
    internal static bool IsReserved(string key) => key.StartsWith('$');

    private static void Check(string what, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > Limits.KeyLength || name[0] == '$' || name.AsSpan().ContainsAnyInRange('\0', '\u001f') || name.Contains('\u007f'))
            throw StepErrors.BadKey(what, name.Length > 64 ? name[..64] + "…" : name);
    }
}
