using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stepwell.Azure.Http;
using Stepwell.Azure.Operators;
using Stepwell.Azure.ServiceBus;
using Stepwell.Azure.Settings;
using Stepwell.Azure.Setup;
using Stepwell.Azure.Tables;
using Stepwell.Azure.Telemetry;
using Stepwell.Bus;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Introspection;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Scheduling;
using Stepwell.Storage;
using Stepwell.Tables;

namespace Stepwell.Azure;

/// <summary>Everything that an app needs in the worker. All of it is named here: nothing is scanned at the start.</summary>
internal static class AppServices
{
    /// <summary>The setting of what the names of the tables begin with; apps that share a storage account need different ones.</summary>
    internal const string TablePrefix = StepwellOptions.Section + ":TablePrefix";

    internal static void Add<TApp>(IHostApplicationBuilder builder) where TApp : IStepApp
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.Configure<StepwellOptions>(configuration.GetSection(StepwellOptions.Section));
        // The Functions host counts each delivery as a request; the step's span is within it.
        services.Configure<StepwellOptions>(o => o.EventSpanKind = ActivityKind.Internal);
        services.AddStepwellCore(StepCatalog.Of(typeof(TApp)));
        TApp.Configure(builder);
        services.AddSingleton(_ => BusConnection.Open(BusConnection.Read(configuration)));
        services.AddSingleton(_ => TableConnection.Open(TableConnection.Read(configuration)));
        services.AddSingleton<IMessageSender, ServiceBusMessageSender>();
        services.AddStepwellBus();
        AddStore(services, configuration);
        AddEntries(services);
        DataProtectionKeys.Add(services, typeof(TApp), configuration[TablePrefix] ?? TableStore.DefaultPrefix);
        SettlementLogs.Quieten(services);
        services.AddMaskedLogging();
    }

    private static void AddStore(IServiceCollection services, IConfiguration configuration)
    {
        var prefix = configuration[TablePrefix] ?? TableStore.DefaultPrefix;
        services.AddSingleton<ITableService>(s => new MissingTables(new AzureTableService(s.GetRequiredService<TableServiceClient>())));
        services.AddSingleton(s => new TableStore(s.GetRequiredService<ITableService>(), s.GetRequiredService<IEventSender>(), s.GetRequiredService<StepCatalog>(),
            s.GetRequiredService<IOptions<StepwellOptions>>().Value, s.GetRequiredService<TimeProvider>(), prefix));
        services.AddSingleton<IStepStore>(s => s.GetRequiredService<TableStore>());
        services.AddSingleton<IStepStoreAdmin>(s => s.GetRequiredService<TableStore>());
        services.AddSingleton(s => new StoreUpkeep(new OutboxSweep(s.GetRequiredService<TableStore>()), s.GetRequiredService<TickTimer>(), new TableUpkeep(s.GetRequiredService<TableStore>()),
            s.GetRequiredService<TimeProvider>()));
        services.AddHostedService<WorkerStart>();
    }

    private static void AddEntries(IServiceCollection services)
    {
        // Which server answers is nobody's business; the local host sends no such header either.
        services.Configure<KestrelServerOptions>(k => k.AddServerHeader = false);
        services.AddSingleton(s => new RouteTable(s.GetRequiredService<StepCatalog>(), s.GetRequiredService<ParameterPolicyFactory>()));
        services.AddSingleton(s => new HttpEntry(s.GetRequiredService<RouteTable>(), s.GetRequiredService<ApiRunner>(), s.GetRequiredService<ILogger<HttpEntry>>(), s.GetService<IAuthenticationSchemeProvider>()));
        AddOperators(services);
        services.AddSingleton(s => new StepFunctions(s.GetRequiredService<HttpEntry>(), s.GetRequiredService<MessageReceiver>(), s.GetRequiredService<TickTimer>(), s.GetRequiredService<StoreUpkeep>(),
            s.GetRequiredService<OperatorsApi>()));
    }

    private static void AddOperators(IServiceCollection services)
    {
        services.AddSingleton<IStateIntrospection>(s => new StateIntrospection(s.GetRequiredService<IStepStoreAdmin>(), s.GetRequiredService<ILogger<StateIntrospection>>()));
        services.AddSingleton<IDeadLetterIntrospection>(s => new DeadLetterIntrospection(s.GetRequiredService<IStepStoreAdmin>(), s.GetRequiredService<StepCatalog>(),
            s.GetRequiredService<ContractRegistry>(), s.GetRequiredService<ILogger<DeadLetterIntrospection>>()));
        services.AddSingleton(s => new OperatorsApi(s.GetRequiredService<IStateIntrospection>(), s.GetRequiredService<IDeadLetterIntrospection>(),
            s.GetRequiredService<ParameterPolicyFactory>(), s.GetRequiredService<ILogger<OperatorsApi>>()));
    }
}
