using System.Text.RegularExpressions;

namespace Stepwell.Infra.Tests;

/// <summary>The commands by which tools build <c>functions/</c>.</summary>
public sealed partial class CommandTests
{
    [Fact]
    public void Builds_InAzureYaml_NameTheProject()
    {
        var built = Build().Matches(File.ReadAllText(Path.Combine(Infra.Root, "azure.yaml"))).Select(m => m.Groups[1].Value).ToArray();
        Assert.NotEmpty(built);
        // A folder may be taken for a solution in it, whose other projects do not have the target.
        Assert.All(built, b => Assert.True(b.EndsWith(".csproj", StringComparison.Ordinal) && File.Exists(Path.Combine(Infra.Root, b)), b));
    }

    [Fact]
    public void Topology_InAzureYaml_IsWrittenBeforeAnyCommandCompilesTheInfrastructure()
    {
        // azd up compiles after preup, azd provision alone after preprovision: each command's hooks surround it whole.
        var hooks = File.ReadAllText(Path.Combine(Infra.Root, "azure.yaml")).Split("\nhooks:\n")[1].Split("\nworkflows:")[0];
        foreach (var hook in new[] { "preup", "preprovision" })
        {
            var steps = string.Join('\n', hooks.Split('\n').SkipWhile(l => l != $"  {hook}:").Skip(1).TakeWhile(l => l.StartsWith("    ", StringComparison.Ordinal)));
            Assert.Equal(2, Regex.Count(steps, "run: dotnet build functions/Functions.csproj -t:StepwellTopology"));
        }
    }

    [Fact]
    public void FunctionsFolder_AsCoreToolsBuildIt_IsOneProject()
    {
        // func start calls "dotnet build --output bin/output" in it. A solution would put every project's output, the build step's too, into the app.
        var functions = Path.Combine(Infra.Root, "functions");
        Assert.Single(Directory.EnumerateFiles(functions, "*.*proj"));
        Assert.Empty(Directory.EnumerateFiles(functions, "*.sln*"));
    }

    [GeneratedRegex(@"dotnet build (\S+)")]
    private static partial Regex Build();
}
