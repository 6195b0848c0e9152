using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Stepwell.Azure.Tests;

public sealed class ContractTests
{
    [Fact]
    public void Contract_OfEachType_SaysWhereItWasLookedUp()
    {
        var assembly = typeof(TimerInfo).Assembly;
        if (assembly.GetName().Name != "Stepwell.Azure.Contract") Assert.Skip("The official packages are used.");
        var silent = assembly.GetExportedTypes().Where(t => t.Namespace != "Stepwell.Azure.Contract").Where(t => t.GetCustomAttributes().All(a => a.GetType().Name != "LookedUpAttribute"));
        Assert.Empty(silent);
    }
}
