using Stepwell.Generators.Models;

namespace Stepwell.Generators.Pipeline;

/// <summary>What of a step the checks of the whole app need.</summary>
internal sealed record StepFacts(
    string Name,
    string Type,
    LocationInfo? Location,
    EquatableArray<HandlerFacts> Handlers,
    EquatableArray<EdgeModel> Edges)
{
    public static StepFacts From(StepModel step) => new(
        step.Name,
        step.Type,
        step.Location,
        step.Handlers.Select(h => new HandlerFacts(h.Name, h.Routes, h.Topics, h.Emits)).ToEquatable(),
        step.LeadsTo.Concat(step.WaitsFor).ToEquatable());
}

internal sealed record HandlerFacts(string Name, EquatableArray<RouteModel> Routes, EquatableArray<TopicRef> Topics, EquatableArray<TopicRef> Emits);

/// <summary>A topic's name and place.</summary>
internal sealed record TopicFacts(string Name, string Identifier, string Type, LocationInfo? Location);
