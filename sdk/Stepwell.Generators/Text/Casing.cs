namespace Stepwell.Generators.Text;

/// <summary>Names in other cases.</summary>
internal static class Casing
{
    /// <summary>With a small first letter: as JSON, queries and forms have the names of C#.</summary>
    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);
}
