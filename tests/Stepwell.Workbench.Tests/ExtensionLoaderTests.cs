using Stepwell.Local.Extensions;
using Stepwell.Local.Hosting;
using Stepwell.Setup;
using Stepwell.Workbench.Hosting;

namespace Stepwell.Workbench.Tests;

public sealed class ExtensionLoaderTests
{
    [Fact]
    public async Task Load_TheWorkbench_MakesIt()
    {
        await using var extension = ExtensionLoader.Load("Stepwell.Workbench");
        Assert.IsType<WorkbenchExtension>(extension);
    }

    [Theory]
    [InlineData("Not.Here", "cannot be loaded")]
    [InlineData("Stepwell.Local", "is no extension")]
    public void Load_WhatIsNoExtension_SaysWhatWhereAndHowToMendIt(string name, string reason)
    {
        var problem = Assert.Single(Assert.Throws<SetupException>(() => ExtensionLoader.Load(name)).Problems);
        Assert.StartsWith("SW2012: ", problem, StringComparison.Ordinal);
        Assert.Contains($"'{name}'", problem, StringComparison.Ordinal);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
        Assert.Contains(LocalExtensionAttribute.Option, problem, StringComparison.Ordinal);
    }
}
