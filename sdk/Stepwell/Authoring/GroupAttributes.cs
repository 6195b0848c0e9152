namespace Stepwell;

/// <summary>Lets an api handler join an existing trace: its home group is that trace. An unknown id is answered 404.</summary>
/// <param name="template">Where the id comes from: route values in braces, e.g. <c>{orderId}</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class InTraceAttribute(string template) : Attribute
{
    /// <summary>The template, route values in braces.</summary>
    public string Template { get; } = template;
}

/// <summary>Gives a handler another home group than its trace: what it sets, reads guarded and marks as done lives there.</summary>
/// <param name="template">Text with route values (api) or event properties (event, join) in braces, e.g. <c>stock/{Sku}</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class InGroupAttribute(string template) : Attribute
{
    /// <summary>The template.</summary>
    public string Template { get; } = template;
}
