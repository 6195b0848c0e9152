using Microsoft.AspNetCore.Http;

namespace Stepwell.Local.Introspection.Http;

/// <summary>One thing that can be asked over HTTP: it is mapped and described from here.</summary>
internal sealed record Operation(string Id, string Method, string Path, string Summary)
{
    internal const string Base = "/_stepwell/api";

    /// <summary>More than the summary says; null for nothing.</summary>
    internal string? Description { get; init; }

    internal IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The type of the JSON body; null for none.</summary>
    internal Type? Body { get; init; }

    /// <summary>The status of success.</summary>
    internal int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The type of the answer; null for none.</summary>
    internal Type? Answer { get; init; }

    /// <summary>The type of the answer to another use of it; null for none.</summary>
    internal Type? OtherAnswer { get; init; }

    /// <summary>The media type of the answer.</summary>
    internal string MediaType { get; init; } = "application/json";

    /// <summary>The statuses of what can go wrong.</summary>
    internal IReadOnlyList<int> Problems { get; init; } = [];

    /// <summary>Does it and gives the answer; an answer that is not JSON is written by itself.</summary>
    internal required Func<Question, Task<object?>> Run { get; init; }

    /// <summary>The path as OpenAPI writes it.</summary>
    internal string DocumentPath => Base + Path.Replace("{**", "{", StringComparison.Ordinal);
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Type">Its type.</param>
internal sealed record Parameter(string Name, string Description, Type Type)
{
    internal ParameterPlace Place { get; init; } = ParameterPlace.Query;

    internal bool Required { get; init; }

    internal int? Minimum { get; init; }

    internal int? Maximum { get; init; }

    internal object? Default { get; init; }

    internal static Parameter Text(string name, string description) => new(name, description, typeof(string));

    internal static Parameter Flag(string name, string description) => new(name, description, typeof(bool)) { Default = false };

    internal static Parameter Route(string name, string description) => new(name, description, typeof(string)) { Place = ParameterPlace.Path, Required = true };

    internal static Parameter Count { get; } = new("count", "At most so many.", typeof(int))
    {
        Minimum = 1, Maximum = IntrospectionLimits.MaxCount, Default = IntrospectionLimits.DefaultCount,
    };
}

/// <summary>Where a parameter is.</summary>
internal enum ParameterPlace
{
    Query,
    Path,
    Header,
}
