using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Http;
using Stepwell.Local.Console;
using Stepwell.Local.Extensions;
using Stepwell.Local.Introspection;
using Stepwell.Local.Queues;
using Stepwell.Local.Scheduling;
using Stepwell.Local.Sqlite;
using Stepwell.Local.Traces;
using Stepwell.Manifest;
using Stepwell.Running;
using Stepwell.Setup;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Local.Hosting;

/// <summary>Puts an app together.</summary>
internal sealed class LocalAppBuilder
{
    /// <summary>The command line.</summary>
    internal string[] Args { get; init; } = [];

    /// <summary>True to keep everything in memory.</summary>
    internal bool InMemory { get; init; }

    /// <summary>The clock; null for the system's.</summary>
    internal TimeProvider? Time { get; init; }

    /// <summary>The environment's name; null for the usual.</summary>
    internal string? Environment { get; init; }

    /// <summary>Called after the app's own registrations; null for none.</summary>
    internal Action<WebApplicationBuilder>? Configure { get; init; }

    /// <summary>Pages beside the host's own; null for none.</summary>
    internal ILocalExtension? Extension { get; init; }

    internal LocalApp Build<TApp>() where TApp : IStepApp
    {
        var name = typeof(TApp).Name;
        var catalog = StepCatalog.Of(typeof(TApp));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = InMemory ? [.. Args, "--hostBuilder:reloadConfigOnChange=false"] : Args, ApplicationName = typeof(TApp).Assembly.GetName().Name, EnvironmentName = Environment });
        Defaults(builder);
        builder.Services.AddStepwellCore(catalog);
        builder.Services.AddProblemDetails().AddCors();
        TApp.Configure(builder);
        var settings = builder.Configuration.GetSection(StepwellOptions.Section).Get<LocalSettings>() ?? new LocalSettings();
        if (!InMemory) CheckUrls(builder.Configuration, settings);
        var folder = InMemory ? null : DataFolder.Open(Path.GetFullPath(settings.DataDirectory, builder.Environment.ContentRootPath));
        Telemetry? telemetry = null;
        try
        {
            telemetry = InMemory ? null : Telemetry.Start(builder.Configuration, builder.Logging, name);
            AddHost(builder, folder);
            builder.Services.AddIntrospection(name, new StepsFolder(InMemory ? null : Path.Combine(builder.Environment.ContentRootPath, StepsFolder.Name)));
            Configure?.Invoke(builder);
            if (Time is not null) builder.Services.Replace(ServiceDescriptor.Singleton(Time));
            builder.Services.AddMaskedLogging();
            var web = builder.Build();
            CheckSettings(web, InMemory ? null : settings);
            var app = new LocalApp(web, name, folder, telemetry, Extension);
            // Not those read above: what is configured after them counts too.
            Pipeline(web, app, web.Services.GetRequiredService<IOptions<LocalSettings>>().Value, Extension);
            return app;
        }
        catch
        {
            telemetry?.Dispose();
            folder?.Dispose();
            throw;
        }
    }

    /// <summary>As they are in the end, whoever set them.</summary>
    private static void CheckSettings(WebApplication web, LocalSettings? early)
    {
        try
        {
            var settings = web.Services.GetRequiredService<IOptions<LocalSettings>>().Value;
            SettingsCheck.Run(web.Services.GetRequiredService<IOptions<StepwellOptions>>().Value, settings);
            if (early is not null) SettingsCheck.Late(early, settings);
        }
        catch
        {
            ((IDisposable)web).Dispose();
            throw;
        }
    }

    private static void Defaults(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReplayHint>();
        builder.Logging.AddConsole(o => o.FormatterName = builder.Configuration["Logging:Console:FormatterName"] ?? ReadableFormatter.FormatterName)
            .AddConsoleFormatter<ReadableFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        // Only what nobody configured otherwise: these would be said twice, or be noise.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Services.Configure<StepwellOptions>(builder.Configuration.GetSection(StepwellOptions.Section));
        builder.Services.Configure<LocalSettings>(builder.Configuration.GetSection(StepwellOptions.Section));
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<LocalSettings>>((host, local) => host.ShutdownTimeout = local.Value.ShutdownTimeout);
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
    }

    private static void AddHost(WebApplicationBuilder builder, DataFolder? folder)
    {
        var services = builder.Services;
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<RecentLogs>();
        services.AddSingleton<ILoggerProvider, LogCapture>();
        services.AddSingleton<AppManifest>();
        services.AddSingleton<NoopEdges>();
        services.AddSingleton(s => new SqliteStore(folder?.File("stepwell.db"), s.GetRequiredService<StepCatalog>()) { Clock = s.GetRequiredService<TimeProvider>() });
        services.AddSingleton<IStepStore>(s => s.GetRequiredService<SqliteStore>());
        services.AddSingleton<IStepStoreAdmin>(s => s.GetRequiredService<SqliteStore>());
        services.AddSingleton(s => new TraceHistory(s.GetRequiredService<StepCatalog>(), s.GetRequiredService<ContractRegistry>(), s.GetRequiredService<NoopEdges>().All,
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<IOptions<LocalSettings>>().Value.Traces, folder is null ? null : new TraceFile(folder.File("traces.db")),
            s.GetRequiredService<LiveFeed>(), s.GetRequiredService<ILogger<TraceHistory>>()));
        services.AddSingleton<IRunObserver>(s => s.GetRequiredService<TraceHistory>());
        services.AddSingleton<IRunObserver>(s => new RunLines(s.GetRequiredService<ILoggerFactory>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s =>
        {
            var slots = s.GetRequiredService<IOptions<StepwellOptions>>().Value.MaxConcurrency;
            return new Dispatcher(s.GetRequiredService<StepRunner>(), s.GetRequiredService<SqliteStore>(), s.GetRequiredService<StepCatalog>(), s.GetRequiredService<TimeProvider>(),
                new InFlightLedger(folder?.File("inflight"), slots), slots, s.GetRequiredService<IOptions<LocalSettings>>().Value.MaxQueued, s.GetRequiredService<ILogger<Dispatcher>>());
        });
        services.AddSingleton(s => new Scheduler(s.GetRequiredService<StepCatalog>(), s.GetRequiredService<SqliteStore>(), s.GetRequiredService<ContractRegistry>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Dispatcher>().Workload, s.GetRequiredService<ILogger<Scheduler>>()));
        services.AddHostedService<Upkeep>();
    }

    private static void Pipeline(WebApplication web, LocalApp app, LocalSettings settings, ILocalExtension? extension)
    {
        web.UseMiddleware<RequestGuard>(settings);
        web.UseExceptionHandler(e => e.Run(http => Problems.RespondAsync(http, Problems.Make(StatusCodes.Status500InternalServerError, "The host failed; see its log."))));
        var log = web.Services.GetRequiredService<ILogger<LocalApp>>();
        web.UseStatusCodePages(pages =>
        {
            var http = pages.HttpContext;
            if (!IsRouted(http)) log.NoRoute(http);
            return Problems.RespondAsync(http, Problems.Make(http.Response.StatusCode, StatusDetail(http)));
        });
        if (settings.CorsOrigins.Count > 0)
            web.UseCors(c => c.WithOrigins([.. settings.CorsOrigins]).AllowAnyHeader().AllowAnyMethod().WithExposedHeaders(ApiRunner.TraceHeader, "Location"));
        web.UseRouting();
        if (extension is not null) ExtensionPages.Use(web, extension);
        StepEndpoints.Map(web, app.Catalog, web.Services.GetRequiredService<ApiRunner>());
        IntrospectionEndpoints.Map(web, app);
    }

    // All routes of steps and of the host have this; the framework's own answers to wrong paths and methods have not.
    private static bool IsRouted(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<AllowAnonymousAttribute>() is not null;

    private static string StatusDetail(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound when !IsRouted(http) => $"There is no route for {http.Request.Method} {http.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed when !IsRouted(http) => $"{http.Request.Path} does not take {http.Request.Method}; it takes {http.Response.Headers.Allow}.",
        var status => ReasonPhrases.GetReasonPhrase(status) + ".",
    };

    /// <summary>Loopback only, unless the setting says otherwise.</summary>
    private static void CheckUrls(ConfigurationManager configuration, LocalSettings settings)
    {
        var urls = configuration["urls"] ?? (configuration["http_ports"] is { Length: > 0 } ports ? string.Join(';', ports.Split(';').Select(p => $"http://127.0.0.1:{p}")) : null);
        if (configuration.GetSection("Kestrel:Endpoints").Exists())
            urls = string.Join(';', configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]));
        else
            configuration["urls"] = urls ??= LocalSettings.DefaultUrl;
        if (settings.AllowRemote) return;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
            if (!RequestGuard.IsLocalName(BindingAddress.Parse(url).Host))
                throw new SetupException([$"SW2006: {url} would be reached from other machines. Listen on http://127.0.0.1:<port>, or allow it: --Stepwell:AllowRemote=true"]);
    }
}
