namespace Stepwell.Workbench.Shell;

/// <summary>A page in the navigation.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Href">Its address, relative to the base.</param>
/// <param name="Key">The key that opens it after <c>g</c>.</param>
/// <param name="Icon">The path of its icon, in a box of 16.</param>
internal sealed record NavEntry(string Title, string Href, char Key, string Icon)
{
    /// <summary>The pages, in the order of the navigation. A page is added by a line here.</summary>
    internal static IReadOnlyList<NavEntry> All { get; } =
    [
        new("Overview", "", 'o', "M2 13.5h12M3.5 11V8M6.5 11V4.5M9.5 11V6.5M12.5 11V2.5"),
        new("Flows", "flows", 'f', "M2 3.5h4v3H2zM10 9.5h4v3h-4zM6 5h2.5v6H10"),
        new("Traces", "traces", 't', "M2 3.5h6M4.5 8h7M8 12.5h6"),
        new("Endpoints", "endpoints", 'e', "M2 8h9M7.5 4.5 11 8l-3.5 3.5M14 3v10"),
        new("State", "state", 's', "M2.5 4c0-1.1 2.5-2 5.5-2s5.5.9 5.5 2-2.5 2-5.5 2-5.5-.9-5.5-2zM2.5 4v8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2V4M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2"),
    ];
}
