using System.Text.Json.Nodes;
using Stepwell.Introspection;

namespace Stepwell.Local.Traces;

/// <summary>A trace in a list.</summary>
public sealed record TraceSummary
{
    /// <summary>The trace's id.</summary>
    public required string TraceId { get; init; }

    /// <summary>What started it: method and route, a topic, a schedule.</summary>
    public required string Cause { get; init; }

    /// <summary>The kind of the cause: <c>api</c>, <c>event</c>, <c>cron</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The flow of the step that started it.</summary>
    public required string Flow { get; init; }

    /// <summary>The flows of all its steps.</summary>
    public required IReadOnlyList<string> Flows { get; init; }

    /// <summary><c>running</c>, <c>retrying</c>, <c>ok</c>, <c>failed</c>, or <c>rejected</c> where the request that started it was refused.</summary>
    public required string Status { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From its start to the end of the last attempt so far, in milliseconds; requests that only read the trace later do not count.</summary>
    public required double DurationMs { get; init; }

    /// <summary>The steps that ran, in order of their first start.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>How many attempts ran.</summary>
    public required int Spans { get; init; }

    /// <summary>True where it neither changed state nor emitted, nor was refused or failed at it: polling, for example.</summary>
    public required bool WithoutEffects { get; init; }

    /// <summary>The noops that it waits for: persons or outside systems who have not acted yet.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];

    /// <summary>The last failure, one sentence; null for none.</summary>
    public string? Error { get; init; }
}

/// <summary>A trace with its spans.</summary>
/// <param name="Summary">The trace.</param>
/// <param name="Spans">Its spans, by start.</param>
public sealed record TraceDetail(TraceSummary Summary, IReadOnlyList<SpanDetail> Spans);

/// <summary>One attempt of one handler.</summary>
public sealed record SpanDetail
{
    /// <summary>The span's id: 16 hex.</summary>
    public required string SpanId { get; init; }

    /// <summary>The span that emitted the event; null for none, or one outside of Stepwell.</summary>
    public string? ParentSpanId { get; init; }

    /// <summary>The W3C trace id, as other tools show it.</summary>
    public required string W3CTraceId { get; init; }

    /// <summary>The handler.</summary>
    public required string Step { get; init; }

    /// <summary>Its first flow.</summary>
    public required string Flow { get; init; }

    /// <summary><c>api</c>, <c>event</c>, <c>join</c> or <c>cron</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What started it.</summary>
    public required string Trigger { get; init; }

    /// <summary>The event; null for api.</summary>
    public string? EventId { get; init; }

    /// <summary>The number of the attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many attempts there may be.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>The replay it belongs to; 0 for none.</summary>
    public int Generation { get; init; }

    /// <summary><c>running</c>, <c>ok</c>, <c>waiting</c>, <c>rejected</c>, <c>failed</c>, <c>retrying</c>, <c>deadLettered</c>, <c>discarded</c>, <c>duplicate</c> or <c>returned</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long the event waited in the queue, in milliseconds; null for api.</summary>
    public double? WaitMs { get; init; }

    /// <summary>How long it took, the commit included, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <summary>Why it was not handled, one sentence; null where it was.</summary>
    public string? Reason { get; init; }

    /// <summary>The exception with its stack; null for none.</summary>
    public string? Exception { get; init; }

    /// <summary>When it is repeated; null where it is not.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Of api: method, path and query.</summary>
    public string? Request { get; init; }

    /// <summary>Of api: the status answered.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What went in, sensitive members masked; null for nothing.</summary>
    public Payload? Input { get; init; }

    /// <summary>What an api handler answered, sensitive members masked; null for nothing.</summary>
    public Payload? Output { get; init; }

    /// <summary>The events it emitted; with a dead letter, those of <c>OnFailure</c>.</summary>
    public IReadOnlyList<EmittedEvent> Emitted { get; init; } = [];

    /// <summary>The changes it made; with a dead letter, those of <c>OnFailure</c>.</summary>
    public IReadOnlyList<StateChangeDetail> Changes { get; init; } = [];

    /// <summary>What it had staged when it failed or was discarded, and what so never came to be; null for nothing.</summary>
    public DiscardedEffects? Discarded { get; init; }

    /// <summary>True of a request that neither changed state nor emitted: it only looked.</summary>
    public bool Read { get; init; }

    /// <summary>What was logged during it.</summary>
    public IReadOnlyList<LogLine> Logs { get; init; } = [];
}

/// <summary>An event that an attempt emitted.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="TraceId">Its trace.</param>
/// <param name="Data">Its data, masked.</param>
/// <param name="Due">When it is delivered at the earliest; null for at once.</param>
/// <param name="Subscribers">The handlers it starts; empty where nobody listens.</param>
public sealed record EmittedEvent(string EventId, string Topic, string TraceId, Payload Data, DateTimeOffset? Due, IReadOnlyList<string> Subscribers);

/// <summary>What an attempt had staged and what never came to be.</summary>
/// <param name="Emitted">Events that never left.</param>
/// <param name="Changes">Changes that were never made.</param>
public sealed record DiscardedEffects(IReadOnlyList<EmittedEvent> Emitted, IReadOnlyList<StateChangeDetail> Changes);

/// <summary>What the history of traces has and has not.</summary>
/// <param name="Traces">Traces kept, on disk or in memory.</param>
/// <param name="Bytes">About how much memory they take.</param>
/// <param name="MaxBytes">The most they may take.</param>
/// <param name="DroppedRuns">Notes of attempts since the start that were lost, because they came faster than they could be taken up.</param>
/// <param name="LeftOutTraces">Traces without failure since the start that came faster than they are kept.</param>
/// <param name="ShedTraces">Traces since the start that went before their time for want of memory.</param>
public sealed record HistoryState(int Traces, long Bytes, long MaxBytes, long DroppedRuns, long LeftOutTraces, long ShedTraces);

/// <summary>A change of state.</summary>
/// <param name="Group">The group.</param>
/// <param name="Key">The key.</param>
/// <param name="Before">The value before, masked; null where there was none, or it is not known.</param>
/// <param name="BeforeKnown">True where the attempt had read the value, so that <paramref name="Before"/> is it.</param>
/// <param name="After">The value after, masked; null where it was deleted.</param>
public sealed record StateChangeDetail(string Group, string Key, Payload? Before, bool BeforeKnown, Payload? After);

/// <summary>A line of log.</summary>
/// <param name="At">When.</param>
/// <param name="Level"><c>Trace</c> to <c>Critical</c>.</param>
/// <param name="Category">The logger's category.</param>
/// <param name="Message">The message, sensitive values masked.</param>
/// <param name="TraceId">The trace it belongs to; null for none.</param>
/// <param name="SpanId">The span it belongs to; null for none.</param>
/// <param name="Step">The handler it belongs to; null for none.</param>
/// <param name="Exception">The exception with its stack; null for none.</param>
public sealed record LogLine(DateTimeOffset At, string Level, string Category, string Message, string? TraceId, string? SpanId, string? Step, string? Exception)
{
    /// <summary>Its number since the start of the host; null within a trace.</summary>
    public long? Number { get; init; }

    /// <summary>The values of its message by name, sensitive ones masked; null for none, and within a trace.</summary>
    public JsonObject? Values { get; init; }
}

/// <summary>What to list.</summary>
public sealed record TraceQuery
{
    /// <summary>Of this flow; null for all.</summary>
    public string? Flow { get; init; }

    /// <summary>Of this status; null for all.</summary>
    public string? Status { get; init; }

    /// <summary>With an attempt of this step or handler; null for all.</summary>
    public string? Step { get; init; }

    /// <summary>With this text in id, cause, steps or error; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>True to list only those that wait for a person or outside system.</summary>
    public bool Waiting { get; init; }

    /// <summary>True to leave out those without effects.</summary>
    public bool EffectsOnly { get; init; }

    /// <summary>The id that ended the page before; null for the first.</summary>
    public string? Before { get; init; }

    /// <summary>At most so many; 1 to 1000.</summary>
    public int Count { get; init; } = 50;
}
