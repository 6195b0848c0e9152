using System.Text.Json;

namespace Stepwell.Infra.Tests;

/// <summary>That the infrastructure and the generated topology speak of the same things.</summary>
public sealed class TopologyTests
{
    // What the loops of a module call one element, and the list of the topology that it is from.
    private static readonly Dictionary<string, string> Loops = new() { ["topic"] = "topics", ["subscription"] = "subscriptions" };

    [Fact]
    public void Names_UsedOfTheTopology_ExistThere()
    {
        var used = Infra.Files().SelectMany(f => f.Members).Where(m => m.StartsWith("topology.", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.NotEmpty(used);
        Assert.All(used, m => Assert.True(Infra.Topology.TryGetProperty(m.Split('.')[1], out _), m));
    }

    [Fact]
    public void Names_UsedOfItsElements_ExistOnEachOfThem()
    {
        var members = Infra.Named("modules/messaging.bicep").Members.Select(m => m.Split('.')).Where(m => Loops.ContainsKey(m[0])).ToArray();
        Assert.NotEmpty(members);
        foreach (var member in members)
            Assert.All(Infra.Topology.GetProperty(Loops[member[0]]).EnumerateArray(), e => Assert.True(e.TryGetProperty(member[1], out _), string.Join('.', member)));
    }

    [Fact]
    public void Topology_OfTheSample_ObeysTheRulesOfTheService()
    {
        var topics = Infra.Topology.GetProperty("topics").EnumerateArray().Select(t => t.GetProperty("name").GetString()!).ToArray();
        Assert.Equal(topics.Length, topics.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(topics, t => Assert.Matches("^[A-Za-z0-9]([A-Za-z0-9._/-]{0,258}[A-Za-z0-9])?$", t));
        var subscriptions = Infra.Topology.GetProperty("subscriptions").EnumerateArray().ToArray();
        Assert.NotEmpty(subscriptions);
        Assert.All(subscriptions, s => Assert.Contains(s.GetProperty("topic").GetString(), topics));
        Assert.All(subscriptions, s => Assert.Matches("^[A-Za-z0-9]([A-Za-z0-9._-]{0,48}[A-Za-z0-9])?$", s.GetProperty("name").GetString()!));
        Assert.All(subscriptions, s => Assert.InRange(Lock(s), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)));
    }

    private static TimeSpan Lock(JsonElement subscription) => System.Xml.XmlConvert.ToTimeSpan(subscription.GetProperty("lockDuration").GetString()!);
}
