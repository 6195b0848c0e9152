namespace Stepwell.Introspection;

/// <summary>Which dead letters to list.</summary>
public sealed record DeadLetterQuery
{
    /// <summary>Of this handler; null for all.</summary>
    public string? Handler { get; init; }

    /// <summary>Of this trace; null for all.</summary>
    public string? Trace { get; init; }

    /// <summary>With this text in an id, the handler, the topic, the reason, the exception or the data as it is shown; null for all.</summary>
    /// <remarks>For one question only so many letters are looked through: a page may have fewer items than asked for, or none, and still a next one.</remarks>
    public string? Text { get; init; }

    /// <summary>The id that ended the page before; null for the first.</summary>
    public string? Before { get; init; }

    /// <summary>At most so many; 1 to <see cref="IntrospectionLimits.MaxCount"/>.</summary>
    public int Count { get; init; } = IntrospectionLimits.DefaultCount;
}

/// <summary>An event that a handler did not handle.</summary>
public sealed record DeadLetterInfo
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The handler.</summary>
    public required string Handler { get; init; }

    /// <summary>False where the handler is no longer part of the app: then it can only be discarded.</summary>
    public required bool CanReplay { get; init; }

    /// <summary>The event's topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The event's trace.</summary>
    public required string TraceId { get; init; }

    /// <summary>The event's id.</summary>
    public required string EventId { get; init; }

    /// <summary>How often it was replayed before.</summary>
    public required int Generation { get; init; }

    /// <summary>How many attempts were made.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why it was given up, one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The last exception with its stack; null for none.</summary>
    public string? Exception { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The event's data, masked; masked whole where its topic is no longer part of the app.</summary>
    public required Payload Data { get; init; }
}

/// <summary>What became of one dead letter of several.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Done">True where it was done.</param>
/// <param name="Error">Why it was not, for programs; null where it was.</param>
/// <param name="Problem">Why it was not, one sentence; null where it was.</param>
public sealed record DeadLetterOutcome(string Id, bool Done, IntrospectionError? Error = null, string? Problem = null);

/// <summary>Dead letters to replay or discard.</summary>
/// <param name="Ids">Their ids, 1 to <see cref="IntrospectionLimits.MaxCount"/>.</param>
public sealed record DeadLetterIds(IReadOnlyList<string> Ids);

/// <summary>How many dead letters there are.</summary>
/// <param name="Total">In all.</param>
/// <param name="AtLeast">True where counting was ended at <paramref name="Total"/>, the newest first: there are so many or more.</param>
/// <param name="Handlers">Of each handler that has any, by name.</param>
public sealed record DeadLetterCounts(int Total, bool AtLeast, IReadOnlyList<HandlerDeadLetters> Handlers);

/// <summary>How many dead letters a handler has.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="Count">How many.</param>
public sealed record HandlerDeadLetters(string Handler, int Count);
