using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Stepwell.Build.Problems;

namespace Stepwell.Build.Tasks;

/// <summary>What the tasks have in common: the references, the project's settings, and how problems are told.</summary>
public abstract class StepwellTask : Task
{
    /// <summary>The referenced assemblies, those of frameworks left out.</summary>
    [Required]
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The class of the app; empty where the references have but one.</summary>
    public string? App { get; set; }

    /// <summary>The authorization level of the steps' HTTP functions; <c>Anonymous</c> where empty.</summary>
    public string? AuthorizationLevel { get; set; }

    /// <summary>When the outbox is swept; each minute where empty.</summary>
    public string? SweepSchedule { get; set; }

    /// <summary>The full path of <c>topology.json</c>; it need not exist.</summary>
    [Required]
    public string TopologyFile { get; set; } = "";

    private protected IEnumerable<string> ReferencePaths => References.Select(r => r.ItemSpec);

    private protected BuildSettings Settings => new()
    {
        App = App,
        AuthorizationLevel = Or(AuthorizationLevel, BuildSettings.DefaultAuthorizationLevel),
        SweepSchedule = Or(SweepSchedule, BuildSettings.DefaultSweepSchedule),
    };

    /// <summary>Tells the problems; true where none of them is an error.</summary>
    private protected bool Report(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var (id, file, line) = (finding.Problem.Id, SourceFile(finding.At), finding.At?.Line ?? 0);
            var help = Problem.HelpLink(id);
            if (finding.Problem.IsWarning) Log.LogWarning(null, id, null, help, file, line, 0, 0, 0, "{0}", finding.Text);
            else Log.LogError(null, id, null, help, file, line, 0, 0, 0, "{0}", finding.Text);
        }
        return !Log.HasLoggedErrors;
    }

    /// <summary>The manifest names files relative to the project that was referenced.</summary>
    private string? SourceFile(SourcePlace? at)
    {
        if (at is null) return null;
        return References.Select(r => r.GetMetadata("MSBuildSourceProjectFile")).Where(p => p.Length > 0)
            .Select(p => Path.Combine(Path.GetDirectoryName(p)!, at.File)).FirstOrDefault(File.Exists) ?? at.File;
    }

    private static string Or(string? value, string otherwise) => string.IsNullOrWhiteSpace(value) ? otherwise : value!.Trim();
}
