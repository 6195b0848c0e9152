using PublicApiGenerator;

namespace Stepwell.EndToEnd;

/// <summary>The public surface of each shipped assembly, held beside an approved text: a change of it is meant, or a mistake.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(StepContext))]
    [InlineData(typeof(Local.LocalHost))]
    public void Assembly_ItsPublicApi_IsAsApproved(Type ofAssembly)
    {
        var name = ofAssembly.Assembly.GetName().Name!;
        var approved = Repository.File($"tests/Stepwell.EndToEnd/PublicApi/{name}.txt");
        var present = ofAssembly.Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        if (File.Exists(approved) && File.ReadAllText(approved) == present) return;
        var received = Path.ChangeExtension(approved, ".received.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, present);
        Assert.Fail($"The public API of {name} differs from the approved one. Compare {received} with it, and rename it to approve.");
    }
}
