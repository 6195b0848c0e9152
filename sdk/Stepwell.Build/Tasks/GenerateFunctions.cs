using Microsoft.Build.Framework;
using Stepwell.Build.Emit;
using Stepwell.Build.Problems;
using Stepwell.Build.Topology;

namespace Stepwell.Build.Tasks;

/// <summary>Writes the source of the functions into a folder, and removes that of functions that are no more.</summary>
public sealed class GenerateFunctions : StepwellTask
{
    /// <summary>The full path of the folder.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <inheritdoc />
    public override bool Execute()
    {
        var findings = new List<Finding>();
        var topology = TopologyReader.Read(TopologyFile, findings);
        var plan = findings.Count > 0 ? null : FunctionsBuild.Plan(ReferencePaths, Settings, topology, findings);
        if (plan is not null && topology is not null) TopologyFreshness.Check(TopologyFile, topology, plan, findings);
        if (!Report(findings) || plan is null) return false;
        var (written, removed) = FileSync.Apply(OutputFolder, PlanEmitter.Emit(plan));
        Log.LogMessage(MessageImportance.Normal, "{0} functions of {1}: {2} files written, {3} removed.", plan.Functions.Count, plan.App.Type, written, removed);
        return true;
    }
}
