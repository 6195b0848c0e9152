using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Introspection;
using Stepwell.Local.Queues;
using Stepwell.Local.Scheduling;
using Stepwell.Local.Sqlite;
using Stepwell.Local.Traces;
using Stepwell.Manifest;
using Stepwell.Messaging;

namespace Stepwell.Local.Introspection;

/// <summary>Answers from the running app itself.</summary>
internal sealed partial class Introspector(
    string app,
    StepCatalog catalog,
    AppManifest manifest,
    ContractRegistry contracts,
    SqliteStore store,
    StateIntrospection state,
    LocalDeadLetters letters,
    TraceHistory history,
    RecentLogs logs,
    Dispatcher dispatcher,
    Scheduler scheduler,
    RunStatistics statistics,
    IServer server,
    StepsFolder steps,
    PlacesFile places,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IIntrospection
{
    private static readonly string[] TraceStatuses = ["running", "retrying", "ok", "failed", "rejected"];

    public Task<JsonObject> ManifestAsync(CancellationToken cancellation = default) => Task.FromResult(manifest.ToJson(app));

    public Task<JsonObject> EndpointsAsync(CancellationToken cancellation = default) => Task.FromResult(AppDocument.Create(app, catalog, contracts, manifest));

    public Task<Page<TraceSummary>> TracesAsync(TraceQuery query, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        IntrospectionLimits.CheckCount(query.Count);
        if (query.Status is { } status && !TraceStatuses.Contains(status))
            throw IntrospectionException.Invalid("status", $"'{status}' is no status. Give one of {string.Join(", ", TraceStatuses)}.");
        return await history.ListAsync(query).ConfigureAwait(false);
    });

    public Task<TraceDetail> TraceAsync(string traceId, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
        await history.ReadAsync(traceId).ConfigureAwait(false)
        ?? throw IntrospectionException.NotFound($"There is no trace '{traceId}' in the history. The oldest traces go first; what they left in state stays."));

    public Task<LogPage> LogsAsync(LogQuery query, CancellationToken cancellation = default)
    {
        IntrospectionLimits.CheckCount(query.Count);
        if (query.After < 0) throw IntrospectionException.Invalid("after", "Give 0 or the number of a line.");
        return Task.FromResult(logs.Read(query, LevelOf(query.Level)));
    }

    public Task<IReadOnlyList<QueueState>> QueuesAsync(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<QueueState>>([.. dispatcher.Describe().Select(q => Queue(catalog.Handler(q.Handler)!, q))]);

    public Task<IReadOnlyList<CronState>> CronsAsync(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<CronState>>([.. catalog.Handlers.Where(h => h.Crons.Count > 0).Select(h => new CronState(h.Name, h.Crons, scheduler.NextOf(h)))]);

    public Task<Overview> OverviewAsync(int minutes = IntrospectionLimits.DefaultMinutes, CancellationToken cancellation = default)
    {
        CheckMinutes(minutes);
        return Task.FromResult(statistics.Read(minutes, history.State));
    }

    public Task<Timeline> TimelineAsync(int minutes = IntrospectionLimits.DefaultMinutes, string? handler = null, CancellationToken cancellation = default)
    {
        CheckMinutes(minutes);
        return Task.FromResult(statistics.Timeline(minutes, handler) ?? throw IntrospectionException.NotFound($"There is no handler '{handler}'."));
    }

    public async IAsyncEnumerable<LiveBatch> LiveAsync(bool logs = true, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        using var listener = history.Live.Listen(logs);
        while (!end.IsCancellationRequested)
        {
            LiveBatch batch;
            try
            {
                var (events, missed) = await listener.NextAsync(end.Token).ConfigureAwait(false);
                batch = new(events, missed);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            yield return batch;
        }
    }

    private QueueState Queue(HandlerDefinition handler, QueueInfo queue)
    {
        IReadOnlyList<string> topics = handler.Kind == HandlerKind.Cron ? [EventEnvelope.TickTopic] : [.. handler.Topics.Select(t => catalog.TopicOf(t)!.Name)];
        return new(handler.Name, topics, handler.Concurrency, handler.Ordered, queue.Depth, queue.InFlight, queue.Oldest);
    }

    private static LogLevel LevelOf(string? name)
    {
        if (name is null) return LogLevel.Trace;
        return RecentLogs.Levels.FirstOrDefault(l => l.ToString().Equals(name, StringComparison.OrdinalIgnoreCase), LogLevel.None) is var level and not LogLevel.None
            ? level
            : throw IntrospectionException.Invalid("level", $"'{name}' is no level. Give one of {string.Join(", ", RecentLogs.Levels)}.");
    }

    private static void CheckMinutes(int minutes)
    {
        if (minutes is < 1 or > IntrospectionLimits.MaxMinutes) throw IntrospectionException.Invalid("minutes", $"Give 1 to {IntrospectionLimits.MaxMinutes}.");
    }
}
