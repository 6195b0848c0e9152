namespace Stepwell.Messaging;

/// <summary>One event on its way: the attributes of CloudEvents 1.0, ours beside them, and the data as JSON.</summary>
public sealed record EventEnvelope
{
    /// <summary>The event's id (CloudEvents <c>id</c>): what marks are made of. At most 128 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The topic (CloudEvents <c>type</c>).</summary>
    public required string Topic { get; init; }

    /// <summary>The handler that emitted it (CloudEvents <c>source</c>); <see cref="ByHand"/> or <see cref="Schedule"/> for none.</summary>
    public required string Source { get; init; }

    /// <summary>When it was emitted (CloudEvents <c>time</c>).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The trace it belongs to (extension <c>swtrace</c>).</summary>
    public required string TraceId { get; init; }

    /// <summary>The event's JSON as UTF-8 (CloudEvents <c>data</c>).</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What orders it for ordered steps (extension <c>swkey</c>).</summary>
    public required string OrderingKey { get; init; }

    /// <summary>When it may be delivered at the earliest (extension <c>swdue</c>); null for at once.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The one handler it is for (extension <c>swto</c>); null for all subscribers.</summary>
    public string? To { get; init; }

    /// <summary>0, and one more with each replay (extension <c>swgen</c>).</summary>
    public int Generation { get; init; }

    /// <summary>The W3C context of the emitting span (CloudEvents distributed tracing <c>traceparent</c>).</summary>
    public string? TraceParent { get; init; }

    /// <summary>The W3C vendor state (<c>tracestate</c>).</summary>
    public string? TraceState { get; init; }

    /// <summary>The <see cref="Source"/> of events that a person made.</summary>
    public const string ByHand = "by-hand";

    /// <summary>The <see cref="Source"/> of ticks.</summary>
    public const string Schedule = "schedule";

    /// <summary>The topic of ticks; they are addressed by <see cref="To"/>.</summary>
    public const string TickTopic = "stepwell.tick";
}
