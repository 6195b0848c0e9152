using Microsoft.AspNetCore.Http;

namespace Stepwell.Introspection.Http;

/// <summary>One thing that can be asked over HTTP: it is mapped and described from here.</summary>
/// <param name="Id">Its id in the description.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its route template below <see cref="Base"/>.</param>
/// <param name="Summary">What it does, one line.</param>
public sealed record Operation(string Id, string Method, string Path, string Summary)
{
    /// <summary>Where all of them are.</summary>
    public const string Base = "/_stepwell/api";

    /// <summary>More than the summary says; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The type of the JSON body; null for none.</summary>
    public Type? Body { get; init; }

    /// <summary>The status of success.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The type of the answer; null for none.</summary>
    public Type? Answer { get; init; }

    /// <summary>The type of the answer to another use of it; null for none.</summary>
    public Type? OtherAnswer { get; init; }

    /// <summary>The media type of the answer.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>The statuses of what can go wrong.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];

    /// <summary>Does it and gives the answer; an answer that is not JSON is written by itself.</summary>
    public required Func<Question, Task<object?>> Run { get; init; }

    /// <summary>The path as OpenAPI writes it.</summary>
    public string DocumentPath => Base + Path.Replace("{**", "{", StringComparison.Ordinal);
}
