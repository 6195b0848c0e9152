namespace Stepwell.Introspection;

/// <summary>Why a question or an order was refused.</summary>
public enum IntrospectionError
{
    /// <summary>What it is about does not exist (any more). HTTP: 404.</summary>
    NotFound,

    /// <summary>It is not well formed, or breaks a rule. HTTP: 400.</summary>
    Invalid,

    /// <summary>What it is about has changed meanwhile, or no longer belongs to the app. HTTP: 409.</summary>
    Conflict,

    /// <summary>It is larger than what is read. HTTP: 413.</summary>
    TooLarge,

    /// <summary>The queues are full, or the store cannot be written. HTTP: 503.</summary>
    Unavailable,
}

/// <summary>A question or an order that was refused.</summary>
/// <param name="error">Why, for programs.</param>
/// <param name="message">Why, for people.</param>
/// <param name="errors">What is wrong, by parameter or JSON path; null for nothing in particular.</param>
public sealed class IntrospectionException(IntrospectionError error, string message, IDictionary<string, string[]>? errors = null) : Exception(message)
{
    /// <summary>Why, for programs.</summary>
    public IntrospectionError Error { get; } = error;

    /// <summary>What is wrong, by parameter or JSON path; empty for nothing in particular.</summary>
    public IDictionary<string, string[]> Errors { get; } = errors ?? new Dictionary<string, string[]>();

    /// <summary>What it is about does not exist (any more).</summary>
    public static IntrospectionException NotFound(string message) => new(IntrospectionError.NotFound, message);

    /// <summary>What it is about has changed meanwhile, or no longer belongs to the app.</summary>
    public static IntrospectionException Conflict(string message) => new(IntrospectionError.Conflict, message);

    /// <summary>A parameter, or a place of the body, is not well formed or breaks a rule.</summary>
    /// <param name="name">The parameter or JSON path.</param>
    /// <param name="message">What is wrong with it.</param>
    public static IntrospectionException Invalid(string name, string message) =>
        new(IntrospectionError.Invalid, $"{name}: {message}", new Dictionary<string, string[]> { [name] = [message] });
}
