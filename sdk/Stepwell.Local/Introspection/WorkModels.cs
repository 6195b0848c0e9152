using System.Text.Json.Nodes;
using Stepwell.Catalog;
using Stepwell.Local.Traces;

namespace Stepwell.Local.Introspection;

/// <summary>One handler's queue.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="Topics">The topics it takes events of.</param>
/// <param name="Concurrency">Attempts at once; null for no limit of its own.</param>
/// <param name="Ordered">True where events of one ordering key come one at a time and in order.</param>
/// <param name="Depth">Events in the queue, delayed and running ones included.</param>
/// <param name="InFlight">Attempts that run now.</param>
/// <param name="Oldest">When the oldest event that is ready or running became ready; null for none.</param>
public sealed record QueueState(string Handler, IReadOnlyList<string> Topics, int? Concurrency, bool Ordered, int Depth, int InFlight, DateTimeOffset? Oldest);

/// <summary>An event to emit by hand.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Data">Its data, which must fit the topic's record.</param>
/// <param name="TraceId">The existing trace that it joins; null for a new one.</param>
/// <param name="DelayMs">Delivered so much later, in milliseconds; null for at once.</param>
/// <param name="OrderingKey">What orders it for ordered steps; null for what the topic says.</param>
/// <param name="DeduplicationId">Of events of one topic with the same id each handler handles one; null for none.</param>
public sealed record NewEvent(string Topic, JsonNode? Data, string? TraceId = null, long? DelayMs = null, string? OrderingKey = null, string? DeduplicationId = null);

/// <summary>An event that was emitted by hand.</summary>
/// <param name="TraceId">Its trace.</param>
/// <param name="EventId">Its id.</param>
/// <param name="Subscribers">The handlers it starts; empty where nobody listens.</param>
public sealed record SentEvent(string TraceId, string EventId, IReadOnlyList<string> Subscribers);

/// <summary>A handler with schedules.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="Schedules">Its schedules.</param>
/// <param name="Next">When it runs next; null for never again.</param>
public sealed record CronState(string Handler, IReadOnlyList<CronDefinition> Schedules, DateTimeOffset? Next);

/// <summary>A tick that was fired by hand.</summary>
/// <param name="TraceId">Its trace.</param>
public sealed record FiredCron(string TraceId);

/// <summary>A trace that began by doing again what had started another.</summary>
/// <param name="TraceId">The new trace.</param>
/// <param name="HttpStatus">Of a request: the status answered.</param>
public sealed record Rerun(string TraceId, int? HttpStatus = null);

/// <summary>What ran lately.</summary>
/// <param name="From">From then on.</param>
/// <param name="To">Up to then.</param>
/// <param name="Steps">Each handler, by name.</param>
/// <param name="History">What the history of traces has and has not.</param>
public sealed record Overview(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<StepOverview> Steps, HistoryState History);

/// <summary>What one handler did lately.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="Runs">Attempts that ended; those that were discarded, returned or found a duplicate do not count.</param>
/// <param name="Failures">Those of them that failed.</param>
/// <param name="P50Ms">Half of them took at most so long, in milliseconds, give or take an eighth; null where none ran.</param>
/// <param name="P95Ms">The same of 95 in a hundred.</param>
/// <param name="P99Ms">The same of 99 in a hundred.</param>
public sealed record StepOverview(string Handler, int Runs, int Failures, double? P50Ms, double? P95Ms, double? P99Ms);

/// <summary>What one handler, or all together, did over time.</summary>
/// <param name="Handler">The handler; null for all.</param>
/// <param name="IntervalSeconds">How long each point reaches.</param>
/// <param name="Points">The points, oldest first, without gaps; the last one is not over yet.</param>
public sealed record Timeline(string? Handler, int IntervalSeconds, IReadOnlyList<TimelinePoint> Points);

/// <summary>What ended within one interval.</summary>
/// <param name="At">When it began.</param>
/// <param name="Runs">Attempts that ended.</param>
/// <param name="Failures">Those of them that failed.</param>
/// <param name="P50Ms">Half of them took at most so long, in milliseconds, give or take an eighth; null where none ran.</param>
/// <param name="P95Ms">The same of 95 in a hundred.</param>
/// <param name="P99Ms">The same of 99 in a hundred.</param>
public sealed record TimelinePoint(DateTimeOffset At, int Runs, int Failures, double? P50Ms, double? P95Ms, double? P99Ms);

/// <summary>What happened since the batch before.</summary>
/// <param name="Events">It, in order.</param>
/// <param name="Missed">How much had to be left out before these, because the listener fell behind.</param>
public sealed record LiveBatch(IReadOnlyList<LiveEvent> Events, int Missed);
