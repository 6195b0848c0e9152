namespace Stepwell.Build.Problems;

/// <summary>A kind of problem: its id, what it is called, and its text with places for the particulars.</summary>
/// <param name="Id">E.g. <c>SW3001</c>.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Format">What, where and how to mend it.</param>
/// <param name="IsWarning">True where the build goes on.</param>
internal sealed record Problem(string Id, string Title, string Format, bool IsWarning = false)
{
    public static string HelpLink(string id) => "https://github.com/stepwell/stepwell/blob/main/sdk/Stepwell.Build/DIAGNOSTICS.md#" + id.ToLowerInvariant();
}
