using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;

namespace Stepwell.Catalog;

/// <summary>The kinds of handlers.</summary>
public enum HandlerKind
{
    /// <summary>Answers HTTP requests.</summary>
    Api,

    /// <summary>Handles events of one or more topics.</summary>
    Event,

    /// <summary>Handles one event of each of several topics, once all have come.</summary>
    Join,

    /// <summary>Handles ticks of one or more schedules.</summary>
    Cron,
}

/// <summary>One handler of a step: the unit of delivery, retry and tracing.</summary>
public sealed class HandlerDefinition
{
    /// <summary>The step's name, or <c>Step.Method</c> where the step has several handlers.</summary>
    public required string Name { get; init; }

    /// <summary>The kind.</summary>
    public required HandlerKind Kind { get; init; }

    /// <summary>The step; set by <see cref="StepDefinition.Handlers"/>.</summary>
    public StepDefinition Step { get; internal set; } = null!;

    /// <summary>Method and route of each api trigger.</summary>
    public IReadOnlyList<RouteDefinition> Routes { get; init; } = [];

    /// <summary>The topic record of each event trigger; of a join all its topics, in order.</summary>
    public IReadOnlyList<Type> Topics { get; init; } = [];

    /// <summary>The schedule of each cron trigger.</summary>
    public IReadOnlyList<CronDefinition> Crons { get; init; } = [];

    /// <summary>The topic records it may emit, returned ones included.</summary>
    public IReadOnlyList<Type> Emits { get; init; } = [];

    /// <summary>The retry policy; not used by api handlers.</summary>
    public RetryDefinition Retry { get; init; } = RetryDefinition.Default;

    /// <summary>The time limit of one attempt.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>Attempts at once per process; null for no limit of its own.</summary>
    public int? Concurrency { get; init; }

    /// <summary>True where events of one ordering key are handled one at a time and in order.</summary>
    public bool Ordered { get; init; }

    /// <summary>How the home group is found.</summary>
    public HomeGroupKind HomeGroup { get; init; }

    /// <summary>The template of the home group as written; null for the trace.</summary>
    public string? HomeGroupTemplate { get; init; }

    /// <summary>Middleware of this handler, outermost first.</summary>
    public IReadOnlyList<Type> Middleware { get; init; } = [];

    /// <summary>What is asked of the caller; empty for nothing.</summary>
    public IReadOnlyList<IAuthorizeData> Authorize { get; init; } = [];

    /// <summary>True where <c>[AllowAnonymous]</c> overrides <see cref="Authorize"/> and fallback policies.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>True where the step has an <c>OnFailure</c> for this handler.</summary>
    public bool HasOnFailure { get; init; }

    /// <summary>The parameters of an api handler, for documents.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters { get; init; } = [];

    /// <summary>The answers of an api handler, for documents.</summary>
    public IReadOnlyList<ResponseDefinition> Responses { get; init; } = [];

    /// <summary>False where it returns an <c>IResult</c> or a stream: such an answer cannot be kept, so a request with an <c>Idempotency-Key</c> is refused before the handler runs.</summary>
    public bool AnswerCanBeKept { get; init; } = true;

    /// <summary>Makes the invocation of one attempt.</summary>
    public required Func<StepInvocation> Create { get; init; }
}

/// <summary>How a handler's home group is found.</summary>
public enum HomeGroupKind
{
    /// <summary>It is the trace.</summary>
    Trace,

    /// <summary>It is an existing trace that the route names (<see cref="InTraceAttribute"/>).</summary>
    JoinedTrace,

    /// <summary>It is another group (<see cref="InGroupAttribute"/>).</summary>
    Group,
}

/// <summary>Method and route of an api trigger.</summary>
/// <param name="Method">The HTTP method, upper case.</param>
/// <param name="Template">The route template.</param>
public sealed record RouteDefinition(string Method, string Template);

/// <summary>The schedule of a cron trigger.</summary>
/// <param name="Expression">NCRONTAB with six fields.</param>
/// <param name="TimeZone">IANA or Windows name; null for UTC.</param>
public sealed record CronDefinition(string Expression, string? TimeZone);

/// <summary>A retry policy.</summary>
/// <param name="Attempts">Attempts in all, the first included.</param>
/// <param name="FirstDelay">Before the second attempt; doubles with each further one.</param>
/// <param name="MaxDelay">The longest delay.</param>
/// <param name="Never">Exceptions that dead-letter at once.</param>
public sealed record RetryDefinition(int Attempts, TimeSpan FirstDelay, TimeSpan MaxDelay, IReadOnlyList<Type> Never)
{
    /// <summary>The policy of handlers that have none: 5 attempts, 1 s to 60 s.</summary>
    public static RetryDefinition Default { get; } = new(
        RetryAttribute.DefaultAttempts,
        TimeSpan.FromSeconds(RetryAttribute.DefaultFirstDelaySeconds),
        TimeSpan.FromSeconds(RetryAttribute.DefaultMaxDelaySeconds),
        []);
}

/// <summary>A parameter of an api handler.</summary>
/// <param name="Name">The name on the wire; of a body the parameter's name.</param>
/// <param name="From">Where it comes from.</param>
/// <param name="Type">Its type; of a list the list.</param>
/// <param name="Required">False where it has a default or may be null.</param>
/// <param name="Description">From the XML docs; null for none.</param>
public sealed record ParameterDefinition(string Name, BindFrom From, Type Type, bool Required, string? Description = null)
{
    /// <summary>Its validation annotations; of a body none, for its type has its own.</summary>
    public IReadOnlyList<ValidationAttribute> Rules { get; init; } = [];
}

/// <summary>An answer of an api handler.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The type of the body; null for none, or for problem+json from 400 on.</param>
/// <param name="Description">When this is answered; null for the status's usual text.</param>
/// <param name="MediaType">The media type of the body; null for JSON.</param>
public sealed record ResponseDefinition(int Status, Type? Type = null, string? Description = null, string? MediaType = null);

/// <summary>Where a parameter of an api handler comes from.</summary>
public enum BindFrom
{
    /// <summary>A route value.</summary>
    Route,

    /// <summary>The query string.</summary>
    Query,

    /// <summary>A header.</summary>
    Header,

    /// <summary>A field of a form.</summary>
    Form,

    /// <summary>A file of a multipart form.</summary>
    File,

    /// <summary>The JSON body.</summary>
    Body,

    /// <summary>The bytes of the body, whatever they are.</summary>
    RawBody,
}
