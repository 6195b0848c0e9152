using System.Globalization;
using System.Text;

namespace Stepwell.Contracts;

/// <summary>Where in a JSON value one is; a text only once somebody asks.</summary>
internal sealed class JsonPath
{
    private readonly List<(string? Name, int Index)> parts = [];

    public int Depth => parts.Count;

    public void Push(string name) => parts.Add((name, 0));

    public void Push(int index) => parts.Add((null, index));

    public void Pop() => parts.RemoveAt(parts.Count - 1);

    /// <summary>The path of a member here.</summary>
    public string Of(string name)
    {
        Push(name);
        var text = ToString();
        Pop();
        return text;
    }

    /// <summary>The path without a leading <c>$.</c>; <c>$</c> for the whole.</summary>
    public override string ToString()
    {
        if (parts.Count == 0) return "$";
        var text = new StringBuilder();
        foreach (var (name, index) in parts)
        {
            if (name is null) text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else if (name.Length == 0 || name.AsSpan().ContainsAny(" .[]'\"\\/\r\n\t")) text.Append(CultureInfo.InvariantCulture, $"['{name.Replace("'", "\\'", StringComparison.Ordinal)}']");
            else text.Append(text.Length > 0 ? "." : "").Append(name);
        }
        return text.ToString();
    }
}
