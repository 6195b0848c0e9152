using System.Text.RegularExpressions;
using Stepwell.Tables;

namespace Stepwell.Infra.Tests;

/// <summary>The tables that are deployed, and the account that they are in.</summary>
public sealed partial class StorageTests
{
    private static readonly string Module = File.ReadAllText(Path.Combine(Infra.Folder, "modules", "storage.bicep"));
    private static readonly string Main = File.ReadAllText(Path.Combine(Infra.Folder, "main.bicep"));

    [Fact]
    public void Tables_ThatAreDeployed_AreThoseOfTheStore()
    {
        var deployed = Quoted().Matches(List().Match(Module).Groups[1].Value).Select(m => TableStore.DefaultPrefix + m.Groups[1].Value);
        Assert.Equal(TableStore.TablesOf(TableStore.DefaultPrefix).Order(StringComparer.Ordinal), deployed.Order(StringComparer.Ordinal));
        Assert.Contains($"param tablePrefix string = '{TableStore.DefaultPrefix}'", Main, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_ThatAreDeployed_AreThoseThatTheAppLooksFor()
    {
        // The prefix is given to both, so that neither goes its own way.
        Assert.Contains("name: '${tablePrefix}${table}'", Module, StringComparison.Ordinal);
        Assert.Contains("Stepwell__TablePrefix: tablePrefix", File.ReadAllText(Path.Combine(Infra.Folder, "modules", "functions.bicep")), StringComparison.Ordinal);
    }

    [Fact]
    public void Redundancy_OfTheAccount_IsAParameterOfThoseThatHoldTables()
    {
        Assert.Contains("sku: { name: sku }", Module, StringComparison.Ordinal);
        var allowed = Quoted().Matches(Allowed().Match(Main).Groups[1].Value).Select(m => m.Groups[1].Value).ToArray();
        Assert.Contains("Standard_ZRS", allowed);
        // Premium accounts hold no tables.
        Assert.All(allowed, a => Assert.StartsWith("Standard_", a, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"var tables = \[(.*?)\]")]
    private static partial Regex List();

    [GeneratedRegex(@"@allowed\(\[([^\]]*)\]\)\s*@description\([^\n]*\)\s*param storageSku string")]
    private static partial Regex Allowed();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
