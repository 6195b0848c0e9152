namespace Stepwell.Workbench.Pages.State;

/// <summary>The address of what is shown.</summary>
internal static class StateAddress
{
    public const string Search = "q";

    public const string Add = "new";

    /// <summary>Where a key is added by hand: to a group, or with a new one.</summary>
    public static string Adding(string? group, string? search) => Of(group, search: search) is var at && at.Contains('?', StringComparison.Ordinal) ? $"{at}&{Add}=1" : $"{at}?{Add}=1";

    public static string Of(string? group = null, string? key = null, string? search = null)
    {
        var parts = new List<string>();
        if (group is not null) parts.Add("group=" + Uri.EscapeDataString(group));
        if (key is not null) parts.Add("key=" + Uri.EscapeDataString(key));
        if (!string.IsNullOrEmpty(search)) parts.Add($"{Search}={Uri.EscapeDataString(search)}");
        return parts.Count == 0 ? "state" : "state?" + string.Join('&', parts);
    }

    /// <summary>True where a group is named like a trace, whose state it then holds.</summary>
    public static bool IsTrace(string group) => group.Length == 32 && group.All(char.IsAsciiHexDigitLower);
}
