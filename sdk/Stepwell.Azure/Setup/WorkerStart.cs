using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stepwell.Azure.Settings;
using Stepwell.Catalog;
using Stepwell.Running;
using Stepwell.Setup;
using Stepwell.Tables;

namespace Stepwell.Azure.Setup;

/// <summary>Refuses to start an app that cannot run, and says why.</summary>
/// <remarks>
/// What the app itself tells is looked at before the worker connects to its host, and costs no call. Whether the tables answer is asked by
/// one read of a row that is not there, while the worker starts: nothing waits for it, and the first invocation finds the connection and
/// the token that it has made.
/// </remarks>
internal sealed partial class WorkerStart(IServiceProvider services, IConfiguration configuration, StepCatalog catalog, ILogger<WorkerStart> log) : IHostedLifecycleService
{
    /// <summary>No app's name of a group begins so.</summary>
    private const string Nothing = "$start";

    private Task reading = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        Try(() => BusConnection.Read(configuration), problems);
        Try(() => TableConnection.Read(configuration), problems);
        Try(() => CheckPrefix(configuration[AppServices.TablePrefix] ?? TableStore.DefaultPrefix), problems);
        problems.AddRange(SettingRules.ProblemsOf(services.GetRequiredService<IOptions<StepwellOptions>>().Value));
        problems.AddRange(await StartupChecks.FindAsync(catalog, services).ConfigureAwait(false));
        if (problems.Count > 0) throw new SetupException(problems);
        var store = services.GetRequiredService<TableStore>();
        // Elsewhere, for the first call takes long before it first waits.
        reading = Task.Run(() => store.ReadMarkAsync(Nothing, Nothing, cancellationToken).AsTask(), cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await reading.ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var address = new Uri(services.GetRequiredService<TableServiceClient>().Uri.GetLeftPart(UriPartial.Path));
            var connection = TableConnection.Read(configuration);
            if (StorageFailure.Explain(e, address, connection.ConnectionString is null ? connection.Identity : null) is { } told) throw new SetupException([told.Message]);
            LogNotRead(log, e, address);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void CheckPrefix(string prefix)
    {
        try
        {
            TableStore.TablesOf(prefix);
        }
        catch (ArgumentException)
        {
            throw AzureErrors.BadPrefix(prefix);
        }
    }

    private static void Try(Action read, List<string> problems)
    {
        try
        {
            read();
        }
        catch (StepException e)
        {
            problems.Add(e.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The tables at {Address} could not be read at the start; requests fail and events wait until they can")]
    private static partial void LogNotRead(ILogger log, Exception exception, Uri address);
}
