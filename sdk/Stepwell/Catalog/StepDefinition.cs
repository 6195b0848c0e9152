namespace Stepwell.Catalog;

/// <summary>One step as the generator saw it.</summary>
public sealed class StepDefinition
{
    private readonly IReadOnlyList<HandlerDefinition> handlers = [];

    /// <summary>The class's name, unique in the app.</summary>
    public required string Name { get; init; }

    /// <summary>The class.</summary>
    public required Type Type { get; init; }

    /// <summary>The flows it belongs to, at least one.</summary>
    public required IReadOnlyList<string> Flows { get; init; }

    /// <summary>The handlers; none for a noop.</summary>
    public required IReadOnlyList<HandlerDefinition> Handlers
    {
        get => handlers;
        init
        {
            handlers = value;
            foreach (var handler in value) handler.Step = this;
        }
    }

    /// <summary>The services that the constructor needs; checked when the host starts.</summary>
    public IReadOnlyList<ServiceNeed> Services { get; init; } = [];
}

/// <summary>A service that a step's constructor needs.</summary>
/// <param name="Type">The service's type.</param>
/// <param name="Key">The key of a keyed service; null for none.</param>
public sealed record ServiceNeed(Type Type, object? Key = null);
