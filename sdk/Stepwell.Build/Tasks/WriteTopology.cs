using Microsoft.Build.Framework;
using Stepwell.Build.Emit;
using Stepwell.Build.Functions;
using Stepwell.Build.Problems;
using Stepwell.Build.Topology;

namespace Stepwell.Build.Tasks;

/// <summary>Writes <c>topology.json</c>, which the infrastructure reads, and the configuration of the Service Bus emulator.</summary>
public sealed class WriteTopology : StepwellTask
{
    /// <summary>The full path of the emulator's configuration.</summary>
    [Required]
    public string EmulatorFile { get; set; } = "";

    /// <summary>True to forget subscriptions that are no longer in use, once they are empty.</summary>
    public bool Prune { get; set; }

    /// <inheritdoc />
    public override bool Execute()
    {
        var findings = new List<Finding>();
        var before = TopologyReader.Read(TopologyFile, findings);
        var plan = findings.Count > 0 ? null : FunctionsBuild.Plan(ReferencePaths, Settings, before, findings);
        if (plan is not null && before is not null && before.App != plan.App.Name && !Prune)
            findings.Add(Finding.Of(BuildProblems.OtherApp, null, TopologyFile, before.App, plan.App.Name));
        if (plan is null || findings.Any(f => !f.Problem.IsWarning))
        {
            Report(findings);
            return false;
        }
        Write(plan, before, findings);
        return Report(findings);
    }

    private void Write(FunctionPlan plan, TopologyDocument? before, List<Finding> findings)
    {
        // Planned anew: what retires now is emptied from now on.
        var retired = TopologyDocument.Of(plan, before, Prune).Retired;
        var topology = TopologyDocument.Of(FunctionPlanner.Plan(plan.App, Settings, retired, []), before, Prune);
        DeploymentLimit.Check(topology, findings);
        EmulatorWriter.Check(topology, findings);
        FileSync.WriteIfDifferent(TopologyFile, TopologyWriter.Write(topology));
        FileSync.WriteIfDifferent(EmulatorFile, EmulatorWriter.Write(topology));
        Log.LogMessage(MessageImportance.High, "{0}: {1} topics, {2} subscriptions, {3} of them retired.", TopologyFile, topology.Topics.Count, topology.Subscriptions.Count, topology.Retired.Count());
        if (Prune) TellWhatToDelete(before, topology);
    }

    /// <summary>Bicep deletes nothing: a person does, once they are empty.</summary>
    private void TellWhatToDelete(TopologyDocument? before, TopologyDocument after)
    {
        foreach (var gone in (before?.Subscriptions ?? []).Where(s => !after.Subscriptions.Any(a => a.Key == s.Key)))
            Log.LogMessage(MessageImportance.High, "{0}/{1} is forgotten. Where it is deployed, delete it once it is empty: az servicebus topic subscription delete --topic-name {0} --name {1} --namespace-name … --resource-group …", gone.Topic, gone.Name);
    }
}
