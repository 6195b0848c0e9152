using System.Reflection;

namespace Stepwell.EndToEnd;

/// <summary>Dependencies point one way.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Stepwell_ItsReferences_KnowNoHostStoreOrCloud()
    {
        string[] allowed = ["Stepwell", "System", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.Net.Http.Headers", "netstandard", "mscorlib", "NCrontab"];
        Assert.All(References(typeof(StepContext).Assembly), name => Assert.Contains(allowed, a => name.StartsWith(a, StringComparison.Ordinal)));
        Assert.DoesNotContain(References(typeof(StepContext).Assembly), name => name.StartsWith("Stepwell.", StringComparison.Ordinal));
    }

    [Fact]
    public void Local_ItsReferences_KnowNoCloud() =>
        Assert.DoesNotContain(References(typeof(Local.LocalHost).Assembly), name => name.Contains("Azure", StringComparison.Ordinal) || name == "Stepwell.Workbench");

    [Fact]
    public void OrderDeskSteps_ItsReferences_KnowNoHost()
    {
        var steps = Assembly.LoadFile(Path.Combine(Path.GetDirectoryName(Repository.OrderDesk)!, "OrderDesk.Steps.dll"));
        Assert.DoesNotContain(References(steps), name => name.StartsWith("Stepwell.", StringComparison.Ordinal) || name.Contains("Sqlite", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(r => r.Name!);
}
