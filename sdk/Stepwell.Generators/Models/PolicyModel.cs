namespace Stepwell.Generators.Models;

/// <summary>The policies of one handler, class and method taken together.</summary>
internal sealed record PolicyModel(
    RetryModel? Retry,
    int TimeLimitSeconds,
    int? Concurrency,
    bool Ordered,
    EquatableArray<NamedType> Middleware,
    EquatableArray<AuthorizeModel> Authorize,
    bool AllowAnonymous);

/// <summary>The retry policy with its effective values; <see cref="IsDefault"/> where none was written.</summary>
internal sealed record RetryModel(int Attempts, double FirstDelaySeconds, double MaxDelaySeconds, EquatableArray<NamedType> Never, bool IsDefault);

/// <summary>A type: how generated code names it, and how people do.</summary>
internal sealed record NamedType(string Type, string Display);

/// <summary>What is asked of the caller, and the expression that makes its attribute anew.</summary>
internal sealed record AuthorizeModel(string Expression, string? Policy, string? Roles, string? Schemes);
