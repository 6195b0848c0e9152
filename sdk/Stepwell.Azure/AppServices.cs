using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stepwell.Azure.Http;
using Stepwell.Azure.ServiceBus;
using Stepwell.Azure.Settings;
using Stepwell.Azure.Tables;
using Stepwell.Bus;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Running;
using Stepwell.Scheduling;
using Stepwell.Tables;

namespace Stepwell.Azure;

/// <summary>Everything that an app needs in the worker. All of it is named here: nothing is scanned at the start.</summary>
internal static class AppServices
{
    internal static void Add<TApp>(IHostApplicationBuilder builder) where TApp : IStepApp
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.Configure<StepwellOptions>(configuration.GetSection(StepwellOptions.Section));
        services.AddStepwellCore(StepCatalog.Of(typeof(TApp)));
        TApp.Configure(builder);
        // Read now, so that a missing setting is told at the start and not by the first request.
        var bus = BusConnection.Read(configuration);
        var tables = TableConnection.Read(configuration);
        services.AddSingleton(_ => bus.Open());
        services.AddSingleton(_ => tables.Open());
        services.AddSingleton<IMessageSender, ServiceBusMessageSender>();
        services.AddSingleton<ITableService, AzureTableService>();
        services.AddStepwellBus();
        AddEntries(services);
        services.AddMaskedLogging();
    }

    private static void AddEntries(IServiceCollection services)
    {
        // Which server answers is nobody's business; the local host sends no such header either.
        services.Configure<KestrelServerOptions>(k => k.AddServerHeader = false);
        services.AddSingleton(s => new RouteTable(s.GetRequiredService<StepCatalog>(), s.GetRequiredService<ParameterPolicyFactory>()));
        services.AddSingleton(s => new HttpEntry(s.GetRequiredService<RouteTable>(), s.GetRequiredService<ApiRunner>(), s.GetRequiredService<ILogger<HttpEntry>>()));
        services.AddSingleton(s => new StepFunctions(s.GetRequiredService<HttpEntry>(), s.GetRequiredService<MessageReceiver>(), s.GetRequiredService<TickTimer>()));
    }
}
