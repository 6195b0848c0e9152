namespace Stepwell.Generators.Models;

/// <summary>One step, ready to be written down.</summary>
internal sealed record StepModel(
    string Name,
    string Type,
    string DisplayType,
    string? Description,
    string File,
    int Line,
    EquatableArray<string> Flows,
    bool Noop,
    EquatableArray<EdgeModel> LeadsTo,
    EquatableArray<EdgeModel> WaitsFor,
    EquatableArray<ServiceModel> Services,
    Disposal Disposal,
    EquatableArray<HandlerModel> Handlers,
    EquatableArray<TopicModel> ForeignTopics,
    LocationInfo? Location,
    bool Broken);

/// <summary>A dashed edge of the picture: to a step, or from a step or topic.</summary>
internal sealed record EdgeModel(string Name, bool IsTopic, string Type, LocationInfo? Location);

/// <summary>A parameter of a step's constructor.</summary>
/// <param name="Type">The service.</param>
/// <param name="Key">The expression of its key; null for none.</param>
/// <param name="Optional">True where it may be missing.</param>
/// <param name="ValueType">Of a value type: the type without <c>?</c>; else null.</param>
/// <param name="Default">The expression that stands for a missing one; null for the type's default.</param>
internal sealed record ServiceModel(string Type, string? Key, bool Optional, string? ValueType, string? Default);

/// <summary>How a step is disposed of.</summary>
internal enum Disposal
{
    None,
    Sync,
    Async,
}

/// <summary>What a candidate class turned out to be: a step, a topic, and what is wrong with it.</summary>
/// <param name="Step">The step; null for none.</param>
/// <param name="Topic">The topic; null for none.</param>
/// <param name="Problems">What is wrong.</param>
/// <param name="Unclear">True where its errors may hide what it emits or waits for.</param>
internal sealed record Declaration(StepModel? Step, TopicModel? Topic, EquatableArray<DiagnosticInfo> Problems, bool Unclear);
