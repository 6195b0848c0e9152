namespace Stepwell.Running;

/// <summary>The rules on keys and groups.</summary>
public static class Names
{
    /// <summary>Refuses what is no key that authors or people may write.</summary>
    /// <exception cref="StepException">It is none (SW1008).</exception>
    public static void CheckKey(string key) => Check("key", key);

    /// <summary>Refuses what is no name of a group.</summary>
    /// <exception cref="StepException">It is none (SW1008).</exception>
    public static void CheckGroup(string group) => Check("group", group);

    /// <summary>True for the runner's own keys, which authors neither see nor write.</summary>
    public static bool IsReserved(string key) => key is ['$', ..];

    /// <summary>True where a key or group may have this name. Half a surrogate pair would be stored as another text.</summary>
    internal static bool IsAllowed(string name) =>
        name.Length is > 0 and <= Limits.KeyLength && name[0] != '$' && !name.AsSpan().ContainsAnyInRange('\0', '\u001f') && !name.Contains('\u007f')
        && System.Text.Unicode.Utf8.FromUtf16(name, stackalloc byte[Limits.KeyLength * 3], out _, out _, replaceInvalidSequences: false) == System.Buffers.OperationStatus.Done;

    private static void Check(string what, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsAllowed(name))
            throw StepErrors.BadKey(what, name.Length > 64 ? name[..64] + "…" : name);
    }
}
