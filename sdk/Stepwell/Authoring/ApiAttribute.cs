using System.Diagnostics.CodeAnalysis;

namespace Stepwell;

/// <summary>Starts a handler by an HTTP request. Prefer <see cref="GetAttribute"/>, <see cref="PostAttribute"/> and the like.</summary>
/// <remarks>On a class it starts the class's one <c>Handle</c> or <c>HandleAsync</c>; on a method, that method.</remarks>
/// <param name="method">The HTTP method, e.g. <c>PURGE</c>. Upper case.</param>
/// <param name="route">The route template of ASP.NET Core, e.g. <c>/orders/{orderId}</c>. Routes under <c>admin</c>, <c>runtime</c> and <c>_stepwell</c> are taken.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public class ApiAttribute(string method, [StringSyntax("Route")] string route) : Attribute
{
    /// <summary>The HTTP method, upper case.</summary>
    public string Method { get; } = method;

    /// <summary>The route template.</summary>
    [StringSyntax("Route")]
    public string Route { get; } = route;
}

/// <summary>Starts a handler by an HTTP GET.</summary>
/// <param name="route">The route template of ASP.NET Core.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class GetAttribute([StringSyntax("Route")] string route) : ApiAttribute("GET", route);

/// <summary>Starts a handler by an HTTP POST.</summary>
/// <param name="route">The route template of ASP.NET Core.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class PostAttribute([StringSyntax("Route")] string route) : ApiAttribute("POST", route);

/// <summary>Starts a handler by an HTTP PUT.</summary>
/// <param name="route">The route template of ASP.NET Core.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class PutAttribute([StringSyntax("Route")] string route) : ApiAttribute("PUT", route);

/// <summary>Starts a handler by an HTTP PATCH.</summary>
/// <param name="route">The route template of ASP.NET Core.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class PatchAttribute([StringSyntax("Route")] string route) : ApiAttribute("PATCH", route);

/// <summary>Starts a handler by an HTTP DELETE.</summary>
/// <param name="route">The route template of ASP.NET Core.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DeleteAttribute([StringSyntax("Route")] string route) : ApiAttribute("DELETE", route);
