using Stepwell.Build.Functions;
using Stepwell.Build.Problems;
using Stepwell.Build.Topology;

namespace Stepwell.Build;

/// <summary>The build step apart from MSBuild: from references to a plan.</summary>
internal static class FunctionsBuild
{
    /// <summary>The plan of the app that is referenced; null where an error forbids it.</summary>
    /// <param name="references">Paths of the referenced assemblies, those of frameworks left out.</param>
    /// <param name="settings">What the project says.</param>
    /// <param name="topology">What is deployed; null for nothing.</param>
    /// <param name="findings">Where problems go.</param>
    public static FunctionPlan? Plan(IEnumerable<string> references, BuildSettings settings, TopologyDocument? topology, List<Finding> findings)
    {
        if (StepsAppFinder.Find(references, settings.App, findings) is not { } app) return null;
        var retired = topology is not null && topology.App == app.Name ? topology.Retired : [];
        var plan = FunctionPlanner.Plan(app, settings, retired, findings);
        return findings.Any(f => !f.Problem.IsWarning) ? null : plan;
    }
}
