using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stepwell.Local.Sqlite;
using Stepwell.Running;

namespace Stepwell.Local.Hosting;

/// <summary>Prunes once an hour.</summary>
internal sealed partial class Upkeep(SqliteStore store, IOptions<StepwellOptions> options, TimeProvider time, ILogger<Upkeep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    await store.PruneAsync(options.Value, time.GetUtcNow(), stoppingToken).ConfigureAwait(false);
                }
                catch (SqliteFailure e)
                {
                    LogFailed(log, e);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Old marks and state could not be pruned; it is tried again in an hour")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
