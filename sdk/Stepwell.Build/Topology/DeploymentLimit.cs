using Stepwell.Build.Problems;

namespace Stepwell.Build.Topology;

/// <summary>Tells before anything is deployed that it is more than one template may hold.</summary>
internal static class DeploymentLimit
{
    /// <summary>The most resources of a template, each turn of a loop counted: Azure Resource Manager's limit.</summary>
    public const int MaxResources = 800;

    // The namespace and the role in it.
    private const int Own = 2;

    public static void Check(TopologyDocument topology, List<Finding> findings)
    {
        // Each subscription comes with its rule.
        var resources = topology.Topics.Count + 2 * topology.Subscriptions.Count + Own;
        if (resources > MaxResources)
            findings.Add(Finding.Of(BuildProblems.TooMuchToDeploy, null, topology.Topics.Count, topology.Subscriptions.Count, topology.Retired.Count(), resources, MaxResources));
    }
}
