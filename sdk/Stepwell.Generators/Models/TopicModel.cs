namespace Stepwell.Generators.Models;

/// <summary>One topic.</summary>
internal sealed record TopicModel(
    string Name,
    string Type,
    string DisplayType,
    string? Description,
    string? KeyAccessor,
    bool KeyIsText,
    string? File,
    LocationInfo? Location)
{
    /// <summary>The name of its class in generated code.</summary>
    public string Identifier { get; } = Identifiers.OfTopic(Name);

    /// <summary>The ordering key's property as written.</summary>
    public string? Key { get; init; }
}

/// <summary>A topic as a handler names it.</summary>
internal sealed record TopicRef(string Name, string Type, LocationInfo? Location);
