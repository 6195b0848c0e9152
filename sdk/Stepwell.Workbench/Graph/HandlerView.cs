namespace Stepwell.Workbench.Graph;

/// <summary>A handler of a step.</summary>
internal sealed record HandlerView
{
    public required string Name { get; init; }

    /// <summary><c>api</c>, <c>event</c>, <c>join</c> or <c>cron</c>.</summary>
    public required string Kind { get; init; }

    public int Line { get; init; }

    public IReadOnlyList<TriggerView> Triggers { get; init; } = [];

    public IReadOnlyList<string> Emits { get; init; } = [];

    public RetryView? Retry { get; init; }

    public double? TimeLimitSeconds { get; init; }

    public int? Concurrency { get; init; }

    public bool Ordered { get; init; }

    public bool OnFailure { get; init; }

    public HomeGroupView? HomeGroup { get; init; }

    public IReadOnlyList<string> Middleware { get; init; } = [];

    public IReadOnlyList<ParameterView> Parameters { get; init; } = [];

    public IReadOnlyList<ResponseView> Responses { get; init; } = [];

    /// <summary>The topics whose events start it.</summary>
    internal IEnumerable<string> Topics => Triggers.SelectMany(t => t.Topic is { } one ? [one] : t.Topics);
}

/// <summary>What starts a handler.</summary>
internal sealed record TriggerView
{
    public required string Kind { get; init; }

    public string? Method { get; init; }

    public string? Route { get; init; }

    public string? Topic { get; init; }

    /// <summary>The topics of a join.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    public string? Expression { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>It in a few words.</summary>
    internal string Text => Kind switch
    {
        "api" => $"{Method} {Route}",
        "cron" => TimeZone is null ? Expression! : $"{Expression} {TimeZone}",
        "join" => "all of " + string.Join(", ", Topics),
        _ => Topic!,
    };
}

/// <summary>How often and when a handler is tried.</summary>
internal sealed record RetryView
{
    public int Attempts { get; init; }

    public double FirstDelaySeconds { get; init; }

    public double MaxDelaySeconds { get; init; }

    /// <summary>The exceptions after which it is not tried again.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];
}

/// <summary>The group that a handler's effects are committed in.</summary>
internal sealed record HomeGroupView
{
    public string? Kind { get; init; }

    public string? Template { get; init; }
}

/// <summary>A parameter of an api handler.</summary>
internal sealed record ParameterView
{
    public required string Name { get; init; }

    public string? From { get; init; }

    public string? Type { get; init; }

    public bool Required { get; init; }
}

/// <summary>An answer of an api handler.</summary>
internal sealed record ResponseView
{
    public int Status { get; init; }

    public string? Type { get; init; }

    public string? Description { get; init; }
}
