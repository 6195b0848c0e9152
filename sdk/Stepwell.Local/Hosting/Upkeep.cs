using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stepwell.Local.Sqlite;
using Stepwell.Running;

namespace Stepwell.Local.Hosting;

/// <summary>Prunes soon after the start, and then once an hour.</summary>
internal sealed partial class Upkeep(SqliteStore store, IOptions<StepwellOptions> options, TimeProvider time, ILogger<Upkeep> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(First, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                // Set once: each setting begins the period anew.
                if (timer.Period != Every) timer.Period = Every;
                await PruneAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException && stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>A failure is told and never ends the host: pruning is no reason to stop working.</summary>
    private async Task PruneAsync(CancellationToken stopping)
    {
        try
        {
            await store.PruneAsync(options.Value, time.GetUtcNow(), stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogFailed(log, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Old marks and state could not be pruned; it is tried again in an hour")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
