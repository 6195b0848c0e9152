using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Stepwell.Infra.Tests;

/// <summary>The folder <c>infra/</c>, its Bicep files read once.</summary>
public static class Infra
{
    /// <summary>Names the folder of node modules that holds tree-sitter-bicep and web-tree-sitter.</summary>
    public const string ModulesVariable = "STEPWELL_NODE_MODULES";

    private static readonly Lazy<BicepFile[]> Read = new(ReadAll);

    public static string Root { get; } = typeof(Infra).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(m => m.Key == "RepositoryRoot").Value!;

    public static string Folder { get; } = Path.Combine(Root, "infra");

    public static JsonElement Topology { get; } = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Folder, "topology.json")));

    /// <summary>All Bicep files; skips the test where the grammar is not installed.</summary>
    public static BicepFile[] Files()
    {
        Assert.SkipUnless(Modules is not null, $"The grammar of Bicep is not installed: npm install tree-sitter-bicep@1.1.0 web-tree-sitter@0.25, and name the node_modules in {ModulesVariable}.");
        return Read.Value;
    }

    public static BicepFile Named(string name) => Files().Single(f => f.Name == name);

    private static string? Modules => Environment.GetEnvironmentVariable(ModulesVariable) is { Length: > 0 } folder ? folder : null;

    private static BicepFile[] ReadAll()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "read-bicep.mjs"));
        start.ArgumentList.Add(Modules!);
        foreach (var file in Directory.EnumerateFiles(Folder, "*.bicep*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)) start.ArgumentList.Add(file);
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var json = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors.Result);
        return BicepFile.Parse(json);
    }
}
