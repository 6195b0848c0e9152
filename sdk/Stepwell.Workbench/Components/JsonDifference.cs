using System.Text.Json.Nodes;

namespace Stepwell.Workbench.Components;

/// <summary>A place at which two JSON values differ.</summary>
/// <param name="Path">Where, as in <c>lines[0].sku</c>; empty for the whole.</param>
/// <param name="Before">What was there; null for JSON's null, and where nothing was.</param>
/// <param name="After">What is there now.</param>
/// <param name="HadBefore">False where nothing was there.</param>
/// <param name="HasAfter">False where nothing is there any more.</param>
public sealed record JsonDifference(string Path, JsonNode? Before, JsonNode? After, bool HadBefore = true, bool HasAfter = true)
{
    /// <summary>The places at which two values differ, in the order of the first.</summary>
    public static IReadOnlyList<JsonDifference> Between(JsonNode? before, JsonNode? after)
    {
        var found = new List<JsonDifference>();
        Compare("", before, after, found);
        return found;
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<JsonDifference> found)
    {
        switch (before, after)
        {
            case (JsonObject a, JsonObject b):
                foreach (var (name, value) in a)
                {
                    if (b.TryGetPropertyValue(name, out var other)) Compare(Below(path, name), value, other, found);
                    else found.Add(new(Below(path, name), value, null, HasAfter: false));
                }
                foreach (var (name, value) in b)
                    if (!a.ContainsKey(name)) found.Add(new(Below(path, name), null, value, HadBefore: false));
                break;
            case (JsonArray a, JsonArray b):
                for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
                {
                    var at = FormattableString.Invariant($"{path}[{i}]");
                    if (i >= a.Count) found.Add(new(at, null, b[i], HadBefore: false));
                    else if (i >= b.Count) found.Add(new(at, a[i], null, HasAfter: false));
                    else Compare(at, a[i], b[i], found);
                }
                break;
            default:
                if (!JsonNode.DeepEquals(before, after)) found.Add(new(path, before, after));
                break;
        }
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : path + "." + name;
}
