using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OrderDesk;
using Stepwell.Azure.Tables;
using Stepwell.Azure.Tests.Http;
using Stepwell.Azure.Tests.Tables;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Setup;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Setup;

/// <summary>What the worker refuses to start with.</summary>
public sealed class WorkerStartTests(Azurite azurite)
{
    [Fact]
    public async Task Start_WithAServiceThatNobodyRegistered_IsRefusedWithItsStep()
    {
        var problems = await RefusedAsync(s => s.RemoveAll<IPriceList>());
        Assert.Contains("SW2010: PriceOrder needs IPriceList, which is not registered. Add it in Configure of the app: builder.Services.AddSingleton<IPriceList, …>()", problems);
    }

    [Fact]
    public async Task Start_WithSeveralProblems_TellsAllAtOnce()
    {
        var problems = await RefusedAsync(null, ("Stepwell:MaxConcurrency", "0"), ("ServiceBusConnection", ""), ("AzureWebJobsStorage", ""));
        Assert.Equal(["SW4001", "SW4002", "SW2009"], problems.Select(p => p[..6]));
        Assert.Equal("SW2009: Stepwell:TablePrefix is 'a-b', with which no table's name can begin. Give letters and digits, a letter first, at most 51.",
            Assert.Single(await RefusedAsync(null, ("Stepwell:TablePrefix", "a-b"))));
    }

    [Fact]
    public async Task Start_WithTablesThatNobodyServes_IsRefusedWithTheirAddress()
    {
        var problem = Assert.Single(await RefusedAsync(s => Use(s, new Uri("http://127.0.0.1:1/" + OfficialTables.Account), OfficialTables.Key)));
        Assert.StartsWith("SW4003: The tables at http://127.0.0.1:1/devstoreaccount1 cannot be reached: ", problem, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage__tableServiceUri", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithTablesThatRefuseTheApp_IsRefusedWithTheRole()
    {
        Azurite.Require();
        var address = new Uri(await azurite.AddressAsync(), OfficialTables.Account);
        var problem = Assert.Single(await RefusedAsync(s => Use(s, address, Convert.ToBase64String(new byte[64]))));
        Assert.StartsWith($"SW4004: The tables at {address} refuse the app (", problem, StringComparison.Ordinal);
        Assert.Contains("Storage Table Data Contributor", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithTablesThatAreBusy_GoesOn()
    {
        await using var app = await FunctionsApp.StartAsync(s => s.Replace(ServiceDescriptor.Singleton<ITableService>(new BusyTables())));
        using var answer = await app.Client.GetAsync("/none", TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Start_AsDeployed_MakesOneCallToTheStore()
    {
        var tables = new CountedTables();
        await using var app = await FunctionsApp.StartAsync(s => s.Replace(ServiceDescriptor.Singleton<ITableService>(tables)));
        Assert.Equal(1, tables.Calls);
    }

    [Fact]
    public async Task Run_OfAnAppThatCannotStart_EndsWithTheReasonsAlone()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostedService>(new Refusing());
        var (error, before) = (new StringWriter(), Console.Error);
        Console.SetError(error);
        try
        {
            Assert.Equal(1, await builder.Build().RunStepwellAsync());
        }
        finally
        {
            Console.SetError(before);
        }
        Assert.Equal($"The app cannot start. SW1: a b{Environment.NewLine}The app cannot start. SW2: c{Environment.NewLine}", error.ToString());
    }

    private static async Task<IReadOnlyList<string>> RefusedAsync(Action<IServiceCollection>? change, params (string Name, string Value)[] settings) =>
        (await Assert.ThrowsAsync<SetupException>(() => FunctionsApp.StartAsync(change, settings))).Problems;

    private static void Use(IServiceCollection services, Uri address, string key)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        var client = new TableServiceClient(address, new TableSharedKeyCredential(OfficialTables.Account, key), options);
        services.Replace(ServiceDescriptor.Singleton(client));
        services.Replace(ServiceDescriptor.Singleton<ITableService>(new MissingTables(new AzureTableService(client))));
    }

    private sealed class Refusing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new SetupException(["SW1: a\nb", "SW2: c"]);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
