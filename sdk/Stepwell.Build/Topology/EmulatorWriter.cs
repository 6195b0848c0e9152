using System.Text.Json;
using Stepwell.Build.Functions;
using Stepwell.Build.Problems;

namespace Stepwell.Build.Topology;

/// <summary>Writes the configuration of the Service Bus emulator, within what it takes: see the schema in Azure/azure-service-bus-emulator-installer.</summary>
internal static class EmulatorWriter
{
    private const int MaxTopics = 50;
    private const int MaxSubscriptions = 50;
    private const string LongestTimeToLive = "PT1H";
    private const string LongestDuplicateWindow = "PT5M";

    public static string Write(TopologyDocument topology) => JsonFile.Write(json => json.Object("UserConfig", () =>
    {
        // The emulator has one namespace, of this name.
        json.Array("Namespaces", ["sbemulatorns"], name =>
        {
            json.WriteString("Name", name);
            json.WriteStartArray("Queues");
            json.WriteEndArray();
            json.Array("Topics", topology.Topics, topic => Topic(json, topic, topology.Subscriptions.Where(s => s.Topic == topic)));
        });
        json.Object("Logging", () => json.WriteString("Type", "Console"));
    }));

    public static void Check(TopologyDocument topology, List<Finding> findings)
    {
        if (topology.Topics.Count > MaxTopics) findings.Add(Finding.Of(BuildProblems.EmulatorLimit, null, $"{topology.Topics.Count} topics", MaxTopics));
        foreach (var topic in topology.Subscriptions.GroupBy(s => s.Topic).Where(g => g.Count() > MaxSubscriptions))
            findings.Add(Finding.Of(BuildProblems.EmulatorLimit, null, $"{topic.Count()} subscriptions to the topic '{topic.Key}'", MaxSubscriptions));
    }

    private static void Topic(Utf8JsonWriter json, string name, IEnumerable<Subscription> subscriptions)
    {
        json.WriteString("Name", name);
        json.Object("Properties", () =>
        {
            json.WriteString("DefaultMessageTimeToLive", LongestTimeToLive);
            json.WriteString("DuplicateDetectionHistoryTimeWindow", LongestDuplicateWindow);
            json.WriteBoolean("RequiresDuplicateDetection", true);
        });
        // The emulator wants at least one subscription of each topic: where nobody subscribes, one that takes nothing.
        json.Array("Subscriptions", subscriptions.DefaultIfEmpty(new Subscription(name, "none", "", Sessions: false, Retired: true)), s => Subscription(json, s));
    }

    private static void Subscription(Utf8JsonWriter json, Subscription subscription)
    {
        json.WriteString("Name", subscription.Name);
        json.Object("Properties", () =>
        {
            json.WriteBoolean("DeadLetteringOnMessageExpiration", true);
            json.WriteString("DefaultMessageTimeToLive", LongestTimeToLive);
            json.WriteString("LockDuration", TopologyDocument.LockDuration);
            json.WriteNumber("MaxDeliveryCount", TopologyDocument.MaxDeliveryCount);
            json.WriteBoolean("RequiresSession", subscription.Sessions);
        });
        // A rule of one's own takes the place of the one that lets all pass; the name $Default is not allowed here.
        json.Array("Rules", [subscription.Filter], filter =>
        {
            json.WriteString("Name", "addressed");
            json.Object("Properties", () =>
            {
                json.WriteString("FilterType", "Sql");
                json.Object("SqlFilter", () => json.WriteString("SqlExpression", filter));
            });
        });
    }
}
