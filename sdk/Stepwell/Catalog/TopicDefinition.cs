namespace Stepwell.Catalog;

/// <summary>One topic of an app.</summary>
/// <param name="Name">The topic's name.</param>
/// <param name="Type">Its record.</param>
/// <param name="OrderingKey">Reads the ordering key of an event; null for the trace id.</param>
public sealed record TopicDefinition(string Name, Type Type, Func<object, string?>? OrderingKey = null)
{
    /// <summary>The handlers that its events start; joins included.</summary>
    public IReadOnlyList<HandlerDefinition> Subscribers { get; internal set; } = [];
}
