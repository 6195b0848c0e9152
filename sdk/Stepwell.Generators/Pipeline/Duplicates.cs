using Stepwell.Generators.Models;

namespace Stepwell.Generators.Pipeline;

/// <summary>Names that occur more than once, whatever their case. Nearly always empty, so that stages behind it stay cached.</summary>
internal sealed record Duplicates(EquatableArray<string> Steps, EquatableArray<string> Topics)
{
    public bool Allow(StepModel step) => !step.Broken && !Steps.Contains(step.Name, StringComparer.OrdinalIgnoreCase);

    public bool Allow(TopicModel topic) => !Topics.Contains(topic.Identifier, StringComparer.OrdinalIgnoreCase);

    public static EquatableArray<string> Of(IEnumerable<string> names) =>
        names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()).Select(g => g.Key).OrderBy(n => n, StringComparer.Ordinal).ToEquatable();
}
