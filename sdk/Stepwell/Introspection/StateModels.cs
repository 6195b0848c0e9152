namespace Stepwell.Introspection;

/// <summary>Which groups to list.</summary>
public sealed record GroupQuery
{
    /// <summary>Text that the name contains; empty for all.</summary>
    public string Search { get; init; } = "";

    /// <summary>The name that ended the page before; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>At most so many; 1 to <see cref="IntrospectionLimits.MaxCount"/>.</summary>
    public int Count { get; init; } = IntrospectionLimits.DefaultCount;
}

/// <summary>A group with its values.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Entries">Its values, by key.</param>
public sealed record GroupDetail(string Group, IReadOnlyList<StateValue> Entries);

/// <summary>A value of a group.</summary>
public sealed record StateValue
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The value, masked; of a long one in a list only the beginning.</summary>
    public required Payload Value { get; init; }

    /// <summary>Changes with every write.</summary>
    public required string Version { get; init; }

    /// <summary>True for the runner's own, which people can read but not write.</summary>
    public required bool System { get; init; }

    /// <summary>True where places of it are masked.</summary>
    public required bool Sensitive { get; init; }

    /// <summary>The trace that wrote it last; null for a person.</summary>
    public string? TraceId { get; init; }

    /// <summary>The handler that wrote it last; null for a person.</summary>
    public string? Handler { get; init; }

    /// <summary>When it was written last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
