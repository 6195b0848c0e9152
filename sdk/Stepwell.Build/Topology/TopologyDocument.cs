using Stepwell.Build.Functions;

namespace Stepwell.Build.Topology;

/// <summary>What is deployed to Service Bus, and the functions that infrastructure names: <c>infra/topology.json</c>.</summary>
/// <param name="App">The app's name.</param>
/// <param name="Topics">By name.</param>
/// <param name="Subscriptions">By topic and name, retired ones included.</param>
/// <param name="Functions">By name; empty where the file was read, for they follow from the steps.</param>
internal sealed record TopologyDocument(string App, IReadOnlyList<string> Topics, IReadOnlyList<Subscription> Subscriptions, IReadOnlyList<FunctionModel> Functions)
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>The longest that Service Bus locks a message; handlers renew it.</summary>
    public const string LockDuration = "PT5M";

    /// <summary>The runner acts before Service Bus does.</summary>
    public const int MaxDeliveryCount = 10;

    public IEnumerable<Subscription> Retired => Subscriptions.Where(s => s.Retired);

    /// <summary>The topology of a plan. What was deployed before and is not used any more stays as retired, for Bicep deletes nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="before">What is deployed; null for nothing.</param>
    /// <param name="prune">True to forget what is retired.</param>
    public static TopologyDocument Of(FunctionPlan plan, TopologyDocument? before, bool prune = false)
    {
        var used = new HashSet<(string, string)>(plan.Subscriptions.Select(s => s.Key));
        var retired = prune || before is null ? [] : before.Subscriptions.Where(s => !used.Contains(s.Key)).Select(s => Retire(s, plan)).ToList();
        // Functions that empty retired subscriptions go with them.
        var functions = plan.Functions.Where(f => f.Trigger is not BusTriggerModel { Subscription: { Retired: true } s } || retired.Any(r => r.Key == s.Key));
        return new TopologyDocument(
            plan.App.Name,
            [.. plan.Topics.Concat(retired.Select(r => r.Topic)).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(t => t, StringComparer.Ordinal)],
            [.. plan.Subscriptions.Concat(retired).OrderBy(s => s.Topic, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)],
            [.. functions]);
    }

    /// <summary>Service Bus does not look at the case of a topic's name, so a name is written in one way only: the steps'.</summary>
    private static Subscription Retire(Subscription old, FunctionPlan plan) => old with
    {
        Topic = plan.Topics.FirstOrDefault(t => t.Equals(old.Topic, StringComparison.OrdinalIgnoreCase)) ?? old.Topic,
        Retired = true,
        Orphaned = !plan.Subscriptions.Any(s => s.Handler == old.Handler && s.Topic.Equals(old.Topic, StringComparison.OrdinalIgnoreCase)),
    };
}
