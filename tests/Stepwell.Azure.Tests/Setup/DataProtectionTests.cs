using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stepwell.Azure.Tests.Http;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Setup;

/// <summary><c>step.Utils.Protect</c> on several instances.</summary>
public sealed class DataProtectionTests
{
    [Fact]
    public async Task Text_ProtectedByOneInstance_IsReadByAnother()
    {
        var tables = new MemoryTables();
        foreach (var table in TableStore.TablesOf(TableStore.DefaultPrefix)) await tables.CreateTableAsync(table, TestContext.Current.CancellationToken);
        await using var one = await StartAsync(tables);
        await using var other = await StartAsync(tables);

        var text = Utils(one).Protect("card", "4242");

        Assert.Equal("4242", Utils(other).Unprotect("card", text));
        Assert.Single(new TableKeyRing(tables).GetAllElements());
    }

    [Fact]
    public async Task Keys_OfAnAppThatKeepsThemElsewhere_AreLeftThere()
    {
        var folder = Directory.CreateTempSubdirectory("stepwell-keys");
        try
        {
            var tables = new MemoryTables();
            foreach (var table in TableStore.TablesOf(TableStore.DefaultPrefix)) await tables.CreateTableAsync(table, TestContext.Current.CancellationToken);
            await using var app = await FunctionsApp.StartAsync(s =>
            {
                s.AddDataProtection().PersistKeysToFileSystem(folder);
                s.Replace(ServiceDescriptor.Singleton<ITableService>(tables));
            });
            Utils(app).Protect("card", "4242");
            Assert.Empty(new TableKeyRing(tables).GetAllElements());
            Assert.NotEmpty(folder.EnumerateFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<FunctionsApp> StartAsync(MemoryTables tables) => FunctionsApp.StartAsync(s => s.Replace(ServiceDescriptor.Singleton<ITableService>(tables)));

    private static StepUtils Utils(FunctionsApp app) => new(TimeProvider.System, app.Services.GetRequiredService<IDataProtectionProvider>());
}
