namespace Stepwell.Infra.Tests;

/// <summary>What must hold of the emulators' file, so that nothing of them is reached from other machines.</summary>
public sealed class ComposeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Infra.Folder, "local", "compose.yaml"));

    [Fact]
    public void Ports_AreBound_ToThisMachineOnly()
    {
        var ports = Text.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("- \"", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(ports);
        Assert.All(ports, p => Assert.StartsWith("- \"127.0.0.1:", p, StringComparison.Ordinal));
    }

    [Fact]
    public void Files_ThatAreMounted_Exist()
    {
        foreach (var mount in Text.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("- ./", StringComparison.Ordinal)))
            Assert.True(File.Exists(Path.Combine(Infra.Folder, "local", mount[4..].Split(':')[0])), mount);
    }
}
