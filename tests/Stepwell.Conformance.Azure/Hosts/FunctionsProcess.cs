using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stepwell.Bus;
using Stepwell.Catalog;
using Stepwell.Conformance.Hosts;
using Stepwell.Conformance.Kit;
using Stepwell.Contracts;
using Stepwell.Http;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Scheduling;
using Stepwell.Storage;
using Stepwell.Tables;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>One process of an app as it is on Azure Functions, put together as the generated functions and the adapters put it together.</summary>
internal sealed class FunctionsProcess : IAsyncDisposable
{
    private const string SweepSchedule = "0 */5 * * * *";
    private const string UpkeepSchedule = "0 0 * * * *";
    private readonly FunctionsCloud cloud;
    private readonly ProcessLife life = new();
    private readonly ProcessTime time;
    private readonly WebApplication web;
    private readonly FunctionsPump pump;
    private readonly FunctionTimers timers;
    private readonly TimeSpan patience;

    private FunctionsProcess(FunctionsCloud cloud, HostOptions options, Action<WebApplicationBuilder> configure, StepCatalog catalog, IRunObserver runs)
    {
        this.cloud = cloud;
        time = new ProcessTime(cloud.Time);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test", Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        if (options.Logs is { } logs) builder.Logging.AddProvider(logs);
        foreach (var (name, value) in options.Settings) builder.Configuration[$"{StepwellOptions.Section}:{name}"] = value;
        patience = TimeSpan.TryParse(options.Settings.GetValueOrDefault("ShutdownTimeout"), out var wanted) ? wanted : TimeSpan.FromSeconds(30);
        Register(builder, options, configure, catalog, runs);
        web = builder.Build();
        pump = new FunctionsPump(cloud.Broker, web.Services.GetRequiredService<MessageReceiver>(), life, cloud.Subscriptions.Select(s => (catalog.Handler(s.Handler)!, s.Subscription)));
        timers = new FunctionTimers(time, cloud.Timers);
    }

    internal IServiceProvider Services => web.Services;

    internal TableStore Store => Services.GetRequiredService<TableStore>();

    /// <summary>Events by hand are no matter of the store's faults.</summary>
    internal HandMadeEvents ByHand => new(Store, Services.GetRequiredService<ContractRegistry>(), time, Services.GetRequiredService<IOptions<StepwellOptions>>(), Services.GetRequiredService<ILogger<HandMadeEvents>>());

    internal long Changes => timers.Fired;

    internal ProcessLife Life => life;

    internal MessageReceiver Receiver => Services.GetRequiredService<MessageReceiver>();

    internal TickTimer Ticks => Services.GetRequiredService<TickTimer>();

    internal static async Task<FunctionsProcess> StartAsync(FunctionsCloud cloud, HostOptions options, Action<WebApplicationBuilder> configure, StepCatalog catalog, IRunObserver runs)
    {
        var process = new FunctionsProcess(cloud, options, configure, catalog, runs);
        process.Map(catalog);
        await process.Store.CreateTablesAsync(CancellationToken.None);
        await process.web.StartAsync();
        process.Plan(catalog);
        cloud.Broker.Changed = process.pump.Pump;
        process.pump.Pump();
        return process;
    }

    internal HttpClient Client() => web.GetTestClient();

    internal bool IsQuiet(string? traceId) => timers.Running == 0 && !cloud.Broker.IsCalled && pump.IsQuiet(traceId);

    /// <summary>No timer of this process fires any more.</summary>
    internal void StopTimers() => timers.Dispose();

    /// <summary>Stops in order.</summary>
    internal async Task StopAsync()
    {
        timers.Dispose();
        await web.StopAsync();
        await pump.StopAsync(patience);
        await DisposeAsync();
    }

    /// <summary>Ends as by <c>kill -9</c>. The host in front of it notices, and its messages are free.</summary>
    /// <param name="counted">False where the whole machine ended and its sessions were closed with it: the broker counts nothing.</param>
    internal async Task KillAsync(bool counted)
    {
        life.Kill();
        time.Kill();
        cloud.Broker.DropLocks(counted);
        await DisposeAsync();
    }

    /// <summary>What it is doing, for tests that fail.</summary>
    public override string ToString() => $"{timers.Running} timers run; {pump}";

    public async ValueTask DisposeAsync()
    {
        timers.Dispose();
        life.Kill();
        time.Kill();
        await web.DisposeAsync();
    }

    private void Register(WebApplicationBuilder builder, HostOptions options, Action<WebApplicationBuilder> configure, StepCatalog catalog, IRunObserver runs)
    {
        var services = builder.Services;
        services.Configure<StepwellOptions>(builder.Configuration.GetSection(StepwellOptions.Section));
        services.AddStepwellCore(catalog);
        configure(builder);
        services.AddStepwellBus();
        services.AddSingleton<IMessageSender>(new ProcessSender(cloud.Broker, life));
        services.AddSingleton(s => new TableStore(new ProcessTables(cloud.Tables, life), s.GetRequiredService<IEventSender>(), catalog, s.GetRequiredService<IOptions<StepwellOptions>>().Value, time));
        services.AddSingleton<IStepStore>(s => new FaultyStore(s.GetRequiredService<TableStore>(), options.Faults));
        services.AddSingleton<IRunObserver>(new LivingObserver(runs, life));
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
        services.Replace(ServiceDescriptor.Singleton(options.Probe));
        services.AddMaskedLogging();
    }

    private void Map(StepCatalog catalog)
    {
        web.UseStatusCodePages(pages => Problems.RespondAsync(pages.HttpContext, Problems.Make(pages.HttpContext.Response.StatusCode, ReasonPhrases.GetReasonPhrase(pages.HttpContext.Response.StatusCode) + ".")));
        web.UseRouting();
        var runner = Services.GetRequiredService<ApiRunner>();
        foreach (var handler in catalog.Handlers)
            foreach (var route in handler.Routes)
                web.MapMethods(route.Template, [route.Method], (RequestDelegate)(http => runner.HandleAsync(http, handler, route))).WithMetadata(new AllowAnonymousAttribute());
    }

    private void Plan(StepCatalog catalog)
    {
        var ticks = Services.GetRequiredService<TickTimer>();
        foreach (var handler in catalog.Handlers)
            for (var i = 0; i < handler.Crons.Count; i++)
            {
                var (name, number) = (handler.Name, i);
                timers.Add($"{name}_timer{number}", TimerOf(handler.Crons[i]), monitored: true, stop => ticks.SendDueAsync(name, number, stop));
            }
        var sweep = new OutboxSweep(Store);
        var upkeep = new TableUpkeep(Store);
        timers.Add("sweep", SweepSchedule, monitored: false, stop => Task.WhenAll(sweep.SweepAsync(stop), ticks.SendMissedAsync(stop)));
        timers.Add("upkeep", UpkeepSchedule, monitored: false, upkeep.RunAsync);
    }

    /// <summary>When the generated timer of a schedule fires: in UTC, and for another zone as often as could be due there.</summary>
    private static string TimerOf(CronDefinition cron)
    {
        var fields = cron.Expression.Split(' ');
        if (cron.TimeZone is null) return cron.Expression;
        return int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture) % 15 == 0
            ? $"{fields[0]} */15 * * * *"
            : throw new NotSupportedException($"These timers do not know '{cron.Expression}'.");
    }

    /// <summary>Hears nothing of a process that was killed.</summary>
    private sealed class LivingObserver(IRunObserver inner, ProcessLife life) : IRunObserver
    {
        public void Started(RunRecord run)
        {
            if (!life.IsDead) inner.Started(run);
        }

        public void Ended(RunRecord run)
        {
            if (!life.IsDead) inner.Ended(run);
        }
    }
}
