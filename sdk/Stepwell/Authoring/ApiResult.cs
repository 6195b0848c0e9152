using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Stepwell;

/// <summary>What the answers of api handlers have in common: a status, headers and perhaps a body or a problem.</summary>
public abstract class ApiAnswer
{
    private readonly List<KeyValuePair<string, string>> headers = [];

    private protected ApiAnswer(int status, ProblemDetails? problem)
    {
        if (status is < 200 or > 599) throw new ArgumentOutOfRangeException(nameof(status), status, "An answer has a status from 200 to 599.");
        Status = status;
        Problem = problem;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The headers, in order of writing.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    /// <summary>The problem, for error answers.</summary>
    public ProblemDetails? Problem { get; }

    /// <summary>True where <see cref="BodyObject"/> is the body.</summary>
    public virtual bool HasBody => false;

    /// <summary>The body; null where there is none.</summary>
    public virtual object? BodyObject => null;

    /// <summary>The type the body is serialized as.</summary>
    public virtual Type BodyType => typeof(object);

    private protected void Add(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        // Refused here, in the attempt, and not by the server after the commit.
        foreach (var c in value)
            if (c is not ('\t' or (>= ' ' and <= '~')))
                throw new ArgumentException($"The header '{name}' has characters that HTTP does not allow. Escape them, e.g. by Uri.EscapeDataString.", nameof(value));
        headers.Add(new(name, value));
    }

    private protected void AddAll(IEnumerable<KeyValuePair<string, string>> all) => headers.AddRange(all);
}

/// <summary>The answer of an api handler without a typed body, and the maker of all answers.</summary>
public sealed class ApiResult : ApiAnswer
{
    private ApiResult(int status, ProblemDetails? problem) : base(status, problem) { }

    /// <summary>Adds a header.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">The header's value.</param>
    public ApiResult WithHeader(string name, string value)
    {
        Add(name, value);
        return this;
    }

    /// <summary>200 with a body.</summary>
    public static ApiResult<T> Ok<T>(T body) => new(StatusCodes.Status200OK, body);

    /// <summary>201 with a body.</summary>
    /// <param name="location">Where the new thing is; null for no header.</param>
    /// <param name="body">The body.</param>
    public static ApiResult<T> Created<T>(string? location, T body)
    {
        var result = new ApiResult<T>(StatusCodes.Status201Created, body);
        return location is null ? result : result.WithHeader("Location", location);
    }

    /// <summary>202 with a body.</summary>
    public static ApiResult<T> Accepted<T>(T body) => new(StatusCodes.Status202Accepted, body);

    /// <summary>202 without a body.</summary>
    public static ApiResult Accepted() => new(StatusCodes.Status202Accepted, null);

    /// <summary>204: no body.</summary>
    public static ApiResult NoContent() => new(StatusCodes.Status204NoContent, null);

    /// <summary>Any status with a body.</summary>
    public static ApiResult<T> WithStatus<T>(int status, T body) => new(status, body);

    /// <summary>Any status without a body.</summary>
    public static ApiResult WithStatus(int status) => new(status, null);

    /// <summary>400 as problem+json.</summary>
    /// <param name="detail">What is wrong with this request, for people.</param>
    public static ApiResult BadRequest(string? detail = null) => Error(StatusCodes.Status400BadRequest, detail);

    /// <summary>403 as problem+json.</summary>
    /// <param name="detail">Why, for people.</param>
    public static ApiResult Forbidden(string? detail = null) => Error(StatusCodes.Status403Forbidden, detail);

    /// <summary>404 as problem+json.</summary>
    /// <param name="detail">What was not found, for people.</param>
    public static ApiResult NotFound(string? detail = null) => Error(StatusCodes.Status404NotFound, detail);

    /// <summary>409 as problem+json.</summary>
    /// <param name="detail">What it conflicts with, for people.</param>
    public static ApiResult Conflict(string? detail = null) => Error(StatusCodes.Status409Conflict, detail);

    /// <summary>422 as problem+json.</summary>
    /// <param name="detail">Why it cannot be done, for people.</param>
    public static ApiResult Unprocessable(string? detail = null) => Error(StatusCodes.Status422UnprocessableEntity, detail);

    /// <summary>Any error status as problem+json.</summary>
    /// <param name="status">400 to 599.</param>
    /// <param name="detail">What happened, for people.</param>
    public static ApiResult Error(int status, string? detail = null) => FromProblem(new ProblemDetails { Status = status, Detail = detail });

    /// <summary>A problem as RFC 9457 has it; title and type are filled in by status where they are missing.</summary>
    /// <param name="problem">The problem; its status must be set, 400 to 599.</param>
    public static ApiResult FromProblem(ProblemDetails problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.Status is null or < 400) throw new ArgumentException("A problem needs a status from 400 to 599.", nameof(problem));
        return new ApiResult(problem.Status.Value, problem);
    }
}

/// <summary>The answer of an api handler whose successful body is a <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The body.</typeparam>
public sealed class ApiResult<T> : ApiAnswer
{
    internal ApiResult(int status, T body) : base(status, null)
    {
        Body = body;
        HasBody = true;
    }

    private ApiResult(ApiResult other) : base(other.Status, other.Problem) => AddAll(other.Headers);

    /// <summary>The body; default where there is none.</summary>
    public T? Body { get; }

    /// <inheritdoc/>
    public override bool HasBody { get; }

    /// <inheritdoc/>
    public override object? BodyObject => Body;

    /// <inheritdoc/>
    public override Type BodyType => typeof(T);

    /// <inheritdoc cref="ApiResult.WithHeader"/>
    public ApiResult<T> WithHeader(string name, string value)
    {
        Add(name, value);
        return this;
    }

    /// <summary>200 with this body.</summary>
    public static implicit operator ApiResult<T>(T body) => new(StatusCodes.Status200OK, body);

    /// <summary>Lets an answer without a body, such as a problem, stand for this one.</summary>
    public static implicit operator ApiResult<T>(ApiResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result);
    }
}
