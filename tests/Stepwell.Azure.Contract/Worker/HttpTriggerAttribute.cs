using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Stepwell.Azure.Contract;

namespace Microsoft.Azure.Functions.Worker;

[LookedUp(Official.Http, Official.HttpVersion, Official.ExtensionSource + "Worker.Extensions.Http/src/HttpTriggerAttribute.cs")]
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) => (AuthLevel, Methods) = (authLevel, methods);

    public string? Route { get; set; }

    public string[]? Methods { get; private set; }

    public AuthorizationLevel AuthLevel { get; private set; }
}

[LookedUp(Official.Http, Official.HttpVersion, Official.ExtensionSource + "Worker.Extensions.Http/src/AuthorizationLevel.cs")]
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
