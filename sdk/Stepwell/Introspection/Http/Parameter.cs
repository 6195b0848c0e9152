namespace Stepwell.Introspection.Http;

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Type">Its type.</param>
public sealed record Parameter(string Name, string Description, Type Type)
{
    /// <summary>Where it is.</summary>
    public ParameterPlace Place { get; init; } = ParameterPlace.Query;

    /// <summary>True where it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>The least number; null for none.</summary>
    public int? Minimum { get; init; }

    /// <summary>The largest number; null for none.</summary>
    public int? Maximum { get; init; }

    /// <summary>What holds where it is not given; null for nothing.</summary>
    public object? Default { get; init; }

    /// <summary>A text in the query.</summary>
    public static Parameter Text(string name, string description) => new(name, description, typeof(string));

    /// <summary>True or false in the query, by itself false.</summary>
    public static Parameter Flag(string name, string description) => new(name, description, typeof(bool)) { Default = false };

    /// <summary>A part of the path.</summary>
    public static Parameter Route(string name, string description) => new(name, description, typeof(string)) { Place = ParameterPlace.Path, Required = true };

    /// <summary>How many items a page has at most.</summary>
    public static Parameter Count { get; } = new("count", "At most so many.", typeof(int))
    {
        Minimum = 1, Maximum = IntrospectionLimits.MaxCount, Default = IntrospectionLimits.DefaultCount,
    };
}
