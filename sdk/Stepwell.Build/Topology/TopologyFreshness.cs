using Stepwell.Build.Functions;
using Stepwell.Build.Problems;

namespace Stepwell.Build.Topology;

/// <summary>Tells whether the committed topology fits the steps.</summary>
internal static class TopologyFreshness
{
    public static void Check(string path, TopologyDocument before, FunctionPlan plan, List<Finding> findings)
    {
        if (before.App != plan.App.Name)
        {
            findings.Add(Finding.Of(BuildProblems.StaleTopology, null, path, $"it is that of '{before.App}', and this is '{plan.App.Name}'"));
            return;
        }
        var after = TopologyDocument.Of(plan, before);
        if (File.ReadAllText(path).Replace("\r\n", "\n") == TopologyWriter.Write(after)) return;
        var was = new HashSet<Subscription>(before.Subscriptions);
        var changed = after.Subscriptions.FirstOrDefault(s => !was.Contains(s));
        findings.Add(Finding.Of(BuildProblems.StaleTopology, null, path, changed is null
            ? "its topics or functions are others"
            : $"the subscription '{changed.Name}' of '{changed.Topic}' {(changed.Retired ? "is no longer in use" : "is new")}"));
    }
}
