using System.Text.Json;
using Stepwell.Build.Functions;
using Stepwell.Build.Problems;

namespace Stepwell.Build.Topology;

/// <summary>Reads the topology that is committed.</summary>
internal static class TopologyReader
{
    /// <summary>The topology in a file; null where there is no such file, or where it cannot be read, which is then a finding.</summary>
    public static TopologyDocument? Read(string path, List<Finding> findings)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            findings.Add(Finding.Of(BuildProblems.UnreadableTopology, null, path, e.Message.TrimEnd('.')));
            return null;
        }
    }

    private static TopologyDocument Parse(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        var version = root.GetProperty("version").GetInt32();
        if (version != TopologyDocument.Version) throw new FormatException($"it is of version {version}, and {TopologyDocument.Version} is known");
        return new TopologyDocument(
            Text(root, "app"),
            [.. root.GetProperty("topics").EnumerateArray().Select(t => Text(t, "name"))],
            [.. root.GetProperty("subscriptions").EnumerateArray().Select(Subscription)],
            []);
    }

    private static Subscription Subscription(JsonElement json)
    {
        var retired = json.GetProperty("retired").GetBoolean();
        return new(Text(json, "topic"), Text(json, "name"), Text(json, "handler"), json.GetProperty("requiresSession").GetBoolean(),
            retired, Orphaned: retired && Text(json, "filter") != Functions.Subscription.Nothing);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");
}
