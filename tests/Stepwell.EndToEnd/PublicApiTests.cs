using PublicApiGenerator;
using Stepwell.Tests.Shared;

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
        Approved.Check(approved, present);
    }
}
