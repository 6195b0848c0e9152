using Stepwell.Workbench.Model;
using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>An api handler, with all that a form for it needs.</summary>
public sealed record Endpoint(StepModel Step, HandlerModel Handler, IReadOnlyList<EndpointRoute> Routes);

/// <summary>A route of an api handler.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The route as its author wrote it.</param>
/// <param name="Parameters">What is given in path, query and headers.</param>
/// <param name="Body">What is given in the body; null for nothing.</param>
/// <param name="KeepsAnswers">True where an <c>Idempotency-Key</c> is heeded.</param>
public sealed record EndpointRoute(string Method, string Template, IReadOnlyList<RequestParameter> Parameters, RequestBody? Body, bool KeepsAnswers);

/// <summary>A parameter of a request.</summary>
/// <param name="Place"><c>path</c>, <c>query</c>, <c>header</c> or <c>form</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Required">True where it must be given.</param>
/// <param name="Description">What it is; null for nothing said.</param>
/// <param name="Schema">What it takes.</param>
public sealed record RequestParameter(string Place, string Name, bool Required, string? Description, SchemaReader Schema)
{
    /// <summary>What tells it from the others of the request.</summary>
    public string Key => $"{Place}:{Name}";

    public bool IsFile => IsBinary(Schema) || (IsList && IsBinary(Schema.Of(Schema.Schema["items"])));

    public bool IsList => Schema.Type == "array";

    private static bool IsBinary(SchemaReader schema) => (string?)schema.Schema["format"] == "binary";
}

/// <summary>What a request's body is.</summary>
public enum BodyKind
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>Form fields, some of them may be files.</summary>
    Form,

    /// <summary>Bytes, taken as they come.</summary>
    Raw,
}

/// <summary>The body of a request.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Required">True where it must be given.</param>
/// <param name="Schema">What it must be like.</param>
/// <param name="Fields">Of a form: its fields.</param>
public sealed record RequestBody(BodyKind Kind, string MediaType, bool Required, SchemaReader Schema, IReadOnlyList<RequestParameter> Fields);
