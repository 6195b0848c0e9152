using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Local.Console;
using Stepwell.Local.Extensions;
using Stepwell.Local.Queues;
using Stepwell.Local.Scheduling;
using Stepwell.Local.Sqlite;
using Stepwell.Local.Traces;
using Stepwell.Manifest;
using Stepwell.Setup;

namespace Stepwell.Local.Hosting;

/// <summary>A running app: web server, queues, scheduler and store in one process.</summary>
internal sealed partial class LocalApp : IAsyncDisposable
{
    private readonly LocalSettings settings;
    private readonly DataFolder? folder;
    private readonly Telemetry? telemetry;
    private readonly ILocalExtension? extension;

    internal LocalApp(WebApplication web, string name, DataFolder? folder, Telemetry? telemetry, ILocalExtension? extension)
    {
        Web = web;
        Name = name;
        this.folder = folder;
        this.telemetry = telemetry;
        this.extension = extension;
        var services = web.Services;
        settings = services.GetRequiredService<IOptions<LocalSettings>>().Value;
        Catalog = services.GetRequiredService<StepCatalog>();
        Contracts = services.GetRequiredService<ContractRegistry>();
        Manifest = services.GetRequiredService<AppManifest>();
        Noops = services.GetRequiredService<NoopEdges>();
        Store = services.GetRequiredService<SqliteStore>();
        History = services.GetRequiredService<TraceHistory>();
        Dispatcher = services.GetRequiredService<Dispatcher>();
        Scheduler = services.GetRequiredService<Scheduler>();
        Time = services.GetRequiredService<TimeProvider>();
    }

    internal WebApplication Web { get; }

    internal string Name { get; }

    internal StepCatalog Catalog { get; }

    internal ContractRegistry Contracts { get; }

    internal AppManifest Manifest { get; }

    internal NoopEdges Noops { get; }

    internal SqliteStore Store { get; }

    internal TraceHistory History { get; }

    internal Dispatcher Dispatcher { get; }

    internal Scheduler Scheduler { get; }

    internal TimeProvider Time { get; }

    internal async Task StartAsync()
    {
        if (await StartupChecks.FindAsync(Catalog, Web.Services).ConfigureAwait(false) is { Count: > 0 } problems) throw new SetupException(problems);
        await Dispatcher.StartAsync().ConfigureAwait(false);
        await Web.StartAsync().ConfigureAwait(false);
        Dispatcher.Resume();
        await Scheduler.StartAsync().ConfigureAwait(false);
        History.StartFlushing();
    }

    internal string BannerText() => Banner.Of(Name, Urls, folder?.Root ?? "memory", Catalog, [.. StartupWarnings.Of(Catalog, Noops.WaitedTopics), .. SettingsCheck.Unknown(Web.Configuration)]);

    internal IReadOnlyCollection<string> Urls =>
        [.. Web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];

    /// <summary>Stops taking work, lets what runs finish, and leaves the rest to the next start.</summary>
    internal async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(settings.ShutdownTimeout, TimeProvider.System);
        Scheduler.Dispose();
        Dispatcher.Pause();
        try
        {
            await Web.StopAsync(patience.Token).ConfigureAwait(false);
        }
        finally
        {
            await Dispatcher.StopAsync(patience.Token).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (extension is not null) await extension.DisposeAsync().ConfigureAwait(false);
        // Where it was not stopped in order: steps must not run on into services that are disposed.
        await Dispatcher.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        // Disposing the services ends history, dispatcher, scheduler and store, in the reverse order of their making.
        await Web.DisposeAsync().ConfigureAwait(false);
        telemetry?.Dispose();
        folder?.Dispose();
    }
}
