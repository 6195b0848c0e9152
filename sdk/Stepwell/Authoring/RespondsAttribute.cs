namespace Stepwell;

/// <summary>Documents a status that an api handler can answer with: problem+json from 400 on, no body below.</summary>
/// <param name="status">The HTTP status, 200 to 599.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class RespondsAttribute(int status) : Attribute
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>When this is answered, one sentence.</summary>
    public string? Description { get; set; }
}

/// <summary>Documents a status that an api handler can answer with, and the type of its body.</summary>
/// <typeparam name="T">The body.</typeparam>
/// <param name="status">The HTTP status, 200 to 599.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class RespondsAttribute<T>(int status) : Attribute
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>When this is answered, one sentence.</summary>
    public string? Description { get; set; }
}
