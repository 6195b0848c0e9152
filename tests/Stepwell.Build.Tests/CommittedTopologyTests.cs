using System.Text.Json;
using Stepwell.Build.Emit;
using Stepwell.Build.Problems;
using Stepwell.Build.Tests.Kit;
using Stepwell.Build.Topology;

namespace Stepwell.Build.Tests;

/// <summary>What the infrastructure deploys is what the functions of OrderDesk listen to.</summary>
public sealed class CommittedTopologyTests
{
    [Fact]
    public void Topology_ThatIsCommitted_HoldsNamesThatAzureTakes()
    {
        var json = JsonDocument.Parse(File.ReadAllText(Repository.File("infra/topology.json"))).RootElement;
        Assert.All(Names(json, "functions"), n => Assert.Matches("^[A-Za-z][A-Za-z0-9_-]{0,127}$", n));
        // Microsoft.ServiceBus in "Naming rules and restrictions for Azure resources".
        Assert.All(Names(json, "subscriptions"), n => Assert.Matches("^(?=.{1,50}$)[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$", n));
        Assert.All(Names(json, "topics"), n => Assert.Matches("^(?=.{1,260}$)[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$", n));
        Assert.Subset(Names(json, "topics").ToHashSet(), json.GetProperty("subscriptions").EnumerateArray().Select(s => s.GetProperty("topic").GetString()!).ToHashSet());
    }

    [Fact]
    public void Topology_ThatIsCommitted_FitsOrderDesk()
    {
        var file = Repository.File("infra/topology.json");
        List<Finding> findings = [];
        var before = TopologyReader.Read(file, findings);
        var plan = FunctionsBuild.Plan([Repository.Built("OrderDesk.Steps")], new(), before, findings);
        Assert.Empty(findings);
        // Twice: what retires now is listened to from now on.
        var after = TopologyDocument.Of(plan!, before);
        after = TopologyDocument.Of(FunctionsBuild.Plan([Repository.Built("OrderDesk.Steps")], new(), after, findings)!, after);
        EmulatorWriter.Check(after, findings);
        Assert.Empty(findings);
        var stale = FileSync.WriteIfDifferent(file, TopologyWriter.Write(after)) | FileSync.WriteIfDifferent(Repository.File("infra/local/servicebus.json"), EmulatorWriter.Write(after));
        Assert.False(stale, "infra/topology.json or infra/local/servicebus.json was out of date and is written anew: look at it and commit it.");
    }

    private static IEnumerable<string> Names(JsonElement topology, string list) => topology.GetProperty(list).EnumerateArray().Select(i => i.GetProperty("name").GetString()!);
}
