using System.Text.Json.Nodes;
using Stepwell.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Local.Introspection;

/// <summary>All that people and tools may ask an app on this host, and do to it by hand.</summary>
/// <remarks>
/// The same is served as JSON under <c>/_stepwell/api</c>. What is sensitive is always masked. Whatever is refused throws an
/// <see cref="IntrospectionException"/>.
/// </remarks>
public interface IIntrospection : IStateIntrospection, IDeadLetterIntrospection
{
    /// <summary>The app's manifest.</summary>
    /// <param name="cancellation">Ends the call.</param>
    Task<JsonObject> ManifestAsync(CancellationToken cancellation = default);

    /// <summary>The app's api handlers as OpenAPI 3.1: what the host also serves at <c>/openapi.json</c>, unless the app has that route.</summary>
    /// <param name="cancellation">Ends the call.</param>
    Task<JsonObject> EndpointsAsync(CancellationToken cancellation = default);

    /// <summary>Traces, newest first. Pages do not shift when traces are added.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<Page<TraceSummary>> TracesAsync(TraceQuery query, CancellationToken cancellation = default);

    /// <summary>One trace with its spans.</summary>
    /// <param name="traceId">Its id.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<TraceDetail> TraceAsync(string traceId, CancellationToken cancellation = default);

    /// <summary>Does again what started a trace: sends the same request, emits the same event, or fires the schedule. A new trace begins; of the old one nothing changes.</summary>
    /// <param name="traceId">The trace whose cause it is.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The new trace. It is refused where the input is not kept whole: forms and files never are; sensitive values and what is too long to show only for the newest traces.</returns>
    Task<Rerun> RerunAsync(string traceId, CancellationToken cancellation = default);

    /// <summary>The newest lines of log of the whole app, oldest first, from a memory that is bounded.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<LogPage> LogsAsync(LogQuery query, CancellationToken cancellation = default);

    /// <summary>The queues, by handler.</summary>
    /// <param name="cancellation">Ends the call.</param>
    Task<IReadOnlyList<QueueState>> QueuesAsync(CancellationToken cancellation = default);

    /// <summary>Emits an event by hand.</summary>
    /// <param name="newEvent">The event.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<SentEvent> SendAsync(NewEvent newEvent, CancellationToken cancellation = default);

    /// <summary>The handlers with schedules and when they run next.</summary>
    /// <param name="cancellation">Ends the call.</param>
    Task<IReadOnlyList<CronState>> CronsAsync(CancellationToken cancellation = default);

    /// <summary>Runs a handler with a schedule now.</summary>
    /// <param name="step">The handler, or a step that has one such handler only.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<FiredCron> RunCronAsync(string step, CancellationToken cancellation = default);

    /// <summary>How often handlers ran and failed lately, and how long they took.</summary>
    /// <param name="minutes">How far back, 1 to <see cref="IntrospectionLimits.MaxMinutes"/>.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<Overview> OverviewAsync(int minutes = IntrospectionLimits.DefaultMinutes, CancellationToken cancellation = default);

    /// <summary>How runs, failures and durations went over time, in steps of 10 seconds or a multiple.</summary>
    /// <param name="minutes">How far back, 1 to <see cref="IntrospectionLimits.MaxMinutes"/>.</param>
    /// <param name="handler">Of this handler; null for all together.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<Timeline> TimelineAsync(int minutes = IntrospectionLimits.DefaultMinutes, string? handler = null, CancellationToken cancellation = default);

    /// <summary>What each handler did since the host started.</summary>
    /// <param name="cancellation">Ends the call.</param>
    Task<RunTotals> TotalsAsync(CancellationToken cancellation = default);

    /// <summary>Where people put nodes of a flow's picture, read from <c>flows.layout.json</c> beside the steps.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The places, by direction; none where nothing was moved.</returns>
    Task<IReadOnlyList<FlowPlaces>> PlacesAsync(string flow, CancellationToken cancellation = default);

    /// <summary>Keeps where people put nodes of a flow's picture, in place of what was kept for this direction.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="moved">The places; none to place all nodes by themselves again.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task WritePlacesAsync(string flow, FlowPlaces moved, CancellationToken cancellation = default);

    /// <summary>Where a step is written.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<StepSource> SourceAsync(string step, CancellationToken cancellation = default);

    /// <summary>What happens, as it happens, from the first call for a batch on; ends when the host stops.</summary>
    /// <param name="logs">False to be told of runs only, without the lines of log, which then cost the steps nothing; the default is true.</param>
    /// <param name="cancellation">Ends the listening.</param>
    IAsyncEnumerable<LiveBatch> LiveAsync(bool logs = true, CancellationToken cancellation = default);
}
