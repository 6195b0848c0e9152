namespace Stepwell.Workbench.Schemas;

/// <summary>What is wrong with a value.</summary>
/// <param name="Path">Where, as the host writes it: <c>lines[0].quantity</c>, <c>$</c> for the whole.</param>
/// <param name="Text">What, and how to mend it.</param>
public sealed record SchemaProblem(string Path, string Text)
{
    internal static string Below(string path, string name) =>
        name.Length == 0 || name.AsSpan().ContainsAny(" .[]'\"\\/\r\n\t") ? $"{(path == "$" ? "" : path)}['{name.Replace("'", "\\'", StringComparison.Ordinal)}']"
        : path == "$" ? name : $"{path}.{name}";

    internal static string Below(string path, int index) => FormattableString.Invariant($"{(path == "$" ? "" : path)}[{index}]");
}
