using Stepwell.Catalog;
using Stepwell.Messaging;

namespace Stepwell.Tracing;

/// <summary>How an attempt ended.</summary>
public enum RunStatus
{
    /// <summary>It is running.</summary>
    Running,

    /// <summary>Its effects are committed (or there were none).</summary>
    Ok,

    /// <summary>A join that keeps its event until the others have come.</summary>
    Waiting,

    /// <summary>An api handler answered with an error status below 500, or the request was refused before it.</summary>
    Rejected,

    /// <summary>An api handler failed: nothing is committed.</summary>
    Failed,

    /// <summary>It failed and is repeated.</summary>
    Retrying,

    /// <summary>It failed and the event is among the dead letters.</summary>
    DeadLettered,

    /// <summary>A guarded key was changed meanwhile: it was run again at once.</summary>
    Discarded,

    /// <summary>The event was handled before: nothing was done.</summary>
    Duplicate,

    /// <summary>The host stopped, or the store was out of reach: it is done again, uncounted.</summary>
    Returned,
}

/// <summary>One attempt as people look at it later.</summary>
public sealed class RunRecord
{
    /// <summary>How many lines of log one attempt keeps.</summary>
    public const int MaxLogs = 500;

    private System.Collections.Concurrent.ConcurrentQueue<RunLogLine>? logs;

    /// <summary>The trace.</summary>
    public required string TraceId { get; init; }

    /// <summary>The span and its parent.</summary>
    public required SpanLink Span { get; init; }

    /// <summary>The handler.</summary>
    public required HandlerDefinition Handler { get; init; }

    /// <summary>What started it.</summary>
    public required StepTrigger Trigger { get; init; }

    /// <summary>The event; null for api.</summary>
    public EventEnvelope? Event { get; init; }

    /// <summary>The number of the attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many attempts there may be; 1 for api.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>When the event became ready; null for api.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>When the attempt started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, the commit included.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>How it ended.</summary>
    public RunStatus Status { get; set; }

    /// <summary>One sentence for people on why it was not handled; null where it was.</summary>
    public string? Reason { get; set; }

    /// <summary>The exception; null for none.</summary>
    public Exception? Exception { get; set; }

    /// <summary>When it is repeated; null where it is not.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>Of api: method, path and query.</summary>
    public string? Request { get; init; }

    /// <summary>The body or the event's data; empty for none.</summary>
    public ReadOnlyMemory<byte> Input { get; set; }

    /// <summary>The type of the input, for masking; null where it is no JSON of ours.</summary>
    public Type? InputType { get; set; }

    /// <summary>Of api: the status answered.</summary>
    public int? HttpStatus { get; set; }

    /// <summary>Of api: the body answered; empty for none.</summary>
    public ReadOnlyMemory<byte> Output { get; set; }

    /// <summary>The type of the output, for masking; null where it is no JSON of ours.</summary>
    public Type? OutputType { get; set; }

    /// <summary>The events it emitted; with a dead letter, those of <c>OnFailure</c>.</summary>
    public IReadOnlyList<EventEnvelope> Emitted { get; set; } = [];

    /// <summary>What was logged during it; at most <see cref="MaxLogs"/> lines.</summary>
    public IReadOnlyCollection<RunLogLine> Logs => logs ?? (IReadOnlyCollection<RunLogLine>)[];

    /// <summary>Adds a line of log. Safe from any thread.</summary>
    public void AddLog(RunLogLine line)
    {
        var lines = logs ?? Interlocked.CompareExchange(ref logs, new(), null) ?? logs;
        if (lines.Count < MaxLogs) lines.Enqueue(line);
    }

    /// <summary>The changes it made; with a dead letter, those of <c>OnFailure</c>.</summary>
    public IReadOnlyList<RunChange> Changes { get; set; } = [];

    /// <summary>The events it had staged when it failed or was discarded: they never left.</summary>
    public IReadOnlyList<EventEnvelope> DiscardedEvents { get; set; } = [];

    /// <summary>The changes it had staged when it failed or was discarded: they were never made.</summary>
    public IReadOnlyList<RunChange> DiscardedChanges { get; set; } = [];

    /// <summary>Notes what was staged, as what it is: effects, or what never came to be.</summary>
    internal void Note(IReadOnlyList<EventEnvelope> events, IReadOnlyList<RunChange> changes, bool committed)
    {
        if (committed) (Emitted, Changes) = (events, changes);
        else (DiscardedEvents, DiscardedChanges) = (events, changes);
    }
}

/// <summary>A change of state by an attempt.</summary>
/// <param name="Group">The group.</param>
/// <param name="Key">The key.</param>
/// <param name="Before">The value the attempt had read; null where it did not exist or was not read.</param>
/// <param name="WasRead">True where <paramref name="Before"/> is known.</param>
/// <param name="After">The new value; null for deleted.</param>
/// <param name="Sensitive">Where the values have sensitive members; null for none.</param>
public sealed record RunChange(string Group, string Key, byte[]? Before, bool WasRead, byte[]? After, string? Sensitive);

/// <summary>A line of log within an attempt.</summary>
/// <param name="At">When.</param>
/// <param name="Level">The level's name.</param>
/// <param name="Category">The logger's category.</param>
/// <param name="Message">The formatted message, sensitive values masked.</param>
/// <param name="Exception">The exception with its stack; null for none.</param>
public sealed record RunLogLine(DateTimeOffset At, string Level, string Category, string Message, string? Exception);

/// <summary>Is told of every attempt. Must be fast and must not throw.</summary>
public interface IRunObserver
{
    /// <summary>An attempt starts.</summary>
    void Started(RunRecord run);

    /// <summary>An attempt ended.</summary>
    void Ended(RunRecord run);
}
