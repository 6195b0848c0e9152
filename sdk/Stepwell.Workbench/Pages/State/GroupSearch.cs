using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.State;

/// <summary>
/// What groups are searched for. The address has it too, but a moment later: what was typed comes back from there, perhaps not the last of it,
/// and is told apart from an address that somebody else has chosen, by Back or a link.
/// </summary>
internal sealed class GroupSearch(string? address)
{
    private readonly List<string?> sent = [];
    private string? at = address;

    /// <summary>As it is typed; null for nothing.</summary>
    internal string? Text { get; private set; } = address;

    /// <summary>What is looked for; empty for all.</summary>
    internal string Words => SearchText.Words(Text) ?? "";

    /// <summary>Takes what was typed.</summary>
    /// <returns>True where the address must be set to <see cref="Words"/>.</returns>
    internal bool Type(string? text)
    {
        var words = SearchText.Words(text);
        var asked = sent.Count > 0 ? sent[^1] : at;
        Text = text;
        if (words == asked) return false;
        sent.Add(words);
        return true;
    }

    /// <summary>Takes what the address has now.</summary>
    /// <returns>True where it is something else than was typed.</returns>
    internal bool Arrive(string? address)
    {
        if (address == at) return false;
        at = address;
        var mine = sent.LastIndexOf(address);
        if (mine >= 0)
        {
            sent.RemoveRange(0, mine + 1);
            return false;
        }
        sent.Clear();
        Text = address;
        return true;
    }
}
