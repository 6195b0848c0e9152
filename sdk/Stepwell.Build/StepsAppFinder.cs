using Stepwell.Build.Manifest;
using Stepwell.Build.Metadata;
using Stepwell.Build.Problems;

namespace Stepwell.Build;

/// <summary>Finds the one app among the assemblies that a project references.</summary>
internal static class StepsAppFinder
{
    /// <summary>The app; null where there is a problem, which is then added to <paramref name="findings"/>.</summary>
    /// <param name="references">Paths of the referenced assemblies, those of frameworks left out.</param>
    /// <param name="wanted">The app's class, with or without namespace; null or empty where there should be but one.</param>
    /// <param name="findings">Where problems go.</param>
    public static StepsApp? Find(IEnumerable<string> references, string? wanted, List<Finding> findings)
    {
        var before = findings.Count;
        var assemblies = Read(references, findings);
        if (findings.Count > before) return null;
        if (assemblies.Count == 0) return Fail(findings, BuildProblems.NoSteps);
        return (string.IsNullOrWhiteSpace(wanted) ? Only(assemblies, findings) : Named(assemblies, wanted!.Trim(), findings)) is var (assembly, type)
            ? Parse(assembly, type, findings)
            : null;
    }

    private static List<StepsAssembly> Read(IEnumerable<string> references, List<Finding> findings)
    {
        var assemblies = new List<StepsAssembly>();
        foreach (var path in references.Distinct(StringComparer.Ordinal).OrderBy(p => p, StringComparer.Ordinal))
        {
            try
            {
                if (StepsAssemblyReader.Read(path) is { } found) assemblies.Add(found);
            }
            catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
            {
                findings.Add(Finding.Of(BuildProblems.UnreadableAssembly, null, path, e.Message));
            }
        }
        return assemblies;
    }

    private static (StepsAssembly Assembly, string Type)? Only(List<StepsAssembly> assemblies, List<Finding> findings)
    {
        if (assemblies.Count > 1)
        {
            var example = assemblies.SelectMany(a => a.Apps).FirstOrDefault() ?? "MyApp";
            findings.Add(Finding.Of(BuildProblems.SeveralSteps, null, Listed(assemblies.Select(a => a.Name)), example));
            return null;
        }
        var only = assemblies[0];
        switch (only.Apps.Count)
        {
            case 1: return (only, only.Apps[0]);
            case 0: findings.Add(Finding.Of(BuildProblems.NoApp, null, only.Name, only.Name.Split('.')[0] + "App")); return null;
            default: findings.Add(Finding.Of(BuildProblems.SeveralApps, null, only.Name, Listed(only.Apps), only.Apps[0])); return null;
        }
    }

    private static (StepsAssembly Assembly, string Type)? Named(List<StepsAssembly> assemblies, string wanted, List<Finding> findings)
    {
        var all = assemblies.SelectMany(a => a.Apps.Select(t => (Assembly: a, Type: t))).ToList();
        var exact = all.Where(x => x.Type == wanted).ToList();
        var found = exact.Count > 0 ? exact : [.. all.Where(x => x.Type.EndsWith("." + wanted, StringComparison.Ordinal))];
        if (found.Count == 1) return found[0];
        if (found.Count == 0) findings.Add(Finding.Of(BuildProblems.UnknownApp, null, wanted, all.Count == 0 ? "none" : Listed(all.Select(x => x.Type))));
        else findings.Add(Finding.Of(BuildProblems.SeveralApps, null, Listed(found.Select(x => x.Assembly.Name).Distinct()), Listed(found.Select(x => x.Type)), found[0].Type));
        return null;
    }

    private static StepsApp? Parse(StepsAssembly assembly, string type, List<Finding> findings)
    {
        if (assembly.ManifestVersion != PieceReader.Version)
        {
            var states = assembly.ManifestVersion is { } version ? $"is of version {version}" : "states no version";
            return Fail(findings, BuildProblems.UnknownManifest, assembly.Name, states, PieceReader.Version);
        }
        try
        {
            return new StepsApp(type, assembly.Name, [.. assembly.Steps.Select(PieceReader.Step)], [.. assembly.Topics.Select(PieceReader.TopicName)]);
        }
        catch (FormatException e)
        {
            return Fail(findings, BuildProblems.UnknownManifest, assembly.Name, "has a piece that is no such (" + e.Message + ")", PieceReader.Version);
        }
    }

    private static StepsApp? Fail(List<Finding> findings, Problem problem, params object[] particulars)
    {
        findings.Add(Finding.Of(problem, null, particulars));
        return null;
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
