using Microsoft.CodeAnalysis.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Pipeline;

/// <summary>What of the project decides paths and flows.</summary>
internal sealed record ProjectSettings(string Directory, string AssemblyName)
{
    private const string StepsFolder = "steps/";
    private const string StepsSuffix = ".Steps";

    public static string DirectoryOf(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue("build_property.ProjectDir", out var directory) ? directory.Replace('\\', '/') : "";

    /// <summary>The step with its file relative to the project, and its flow where it names none.</summary>
    public StepModel Place(StepModel step)
    {
        var file = Relative(step.File);
        return step with { File = file, Flows = step.Flows.Count > 0 ? step.Flows : new[] { FlowOf(file) }.ToEquatable() };
    }

    public TopicModel Place(TopicModel topic) => topic.File is null ? topic : topic with { File = Relative(topic.File) };

    private string Relative(string file)
    {
        var path = file.Replace('\\', '/');
        var root = Directory.EndsWith("/", StringComparison.Ordinal) || Directory.Length == 0 ? Directory : Directory + "/";
        if (root.Length > 0 && path.StartsWith(root, StringComparison.OrdinalIgnoreCase)) return path.Substring(root.Length);
        return path.Substring(path.LastIndexOf('/') + 1);
    }

    private string FlowOf(string file)
    {
        var inner = file.StartsWith(StepsFolder, StringComparison.OrdinalIgnoreCase) ? file.Substring(StepsFolder.Length) : file;
        var cut = inner.LastIndexOf('/');
        if (cut > 0) return inner.Substring(0, cut);
        return AssemblyName.EndsWith(StepsSuffix, StringComparison.Ordinal) && AssemblyName.Length > StepsSuffix.Length
            ? AssemblyName.Substring(0, AssemblyName.Length - StepsSuffix.Length) : AssemblyName;
    }
}
