using Stepwell.Generators.Models;
using Stepwell.Generators.Pipeline;

namespace Stepwell.Generators.Diagnostics;

/// <summary>The checks that need all steps and topics of the app.</summary>
internal static class AppChecks
{
    /// <param name="steps">All steps.</param>
    /// <param name="topics">All topics.</param>
    /// <param name="unclear">True where errors may hide what some step emits or waits for: then nothing is said of the others' topics.</param>
    public static IEnumerable<DiagnosticInfo> Run(IReadOnlyList<StepFacts> steps, IReadOnlyList<TopicFacts> topics, bool unclear) =>
        DuplicateSteps(steps).Concat(DuplicateTopics(topics)).Concat(Routes(steps)).Concat(Edges(steps)).Concat(unclear ? [] : Topics(steps));

    /// <summary>True for what is said of a topic by looking at all steps.</summary>
    public static bool IsOfTopics(DiagnosticDescriptor descriptor) => descriptor.Id is "SW0008" or "SW0009";

    private static IEnumerable<DiagnosticInfo> DuplicateSteps(IReadOnlyList<StepFacts> steps)
    {
        foreach (var same in steps.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()))
            foreach (var step in same)
                yield return Make(Problems.DuplicateStep, step.Location, Plain(step.Type), Plain(same.First(s => s != step).Type));
    }

    private static IEnumerable<DiagnosticInfo> DuplicateTopics(IReadOnlyList<TopicFacts> topics)
    {
        foreach (var same in topics.GroupBy(t => t.Identifier, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()))
            foreach (var topic in same)
                yield return Make(Problems.DuplicateTopic, topic.Location, topic.Name, Plain(topic.Type), Plain(same.First(t => t != topic).Type));
    }

    private static IEnumerable<DiagnosticInfo> Routes(IReadOnlyList<StepFacts> steps)
    {
        var all = steps.SelectMany(s => s.Handlers).SelectMany(h => h.Routes.Select(r => (Handler: h, Route: r)));
        foreach (var same in all.GroupBy(x => (x.Route.Method, x.Route.Shape)).Where(g => g.Skip(1).Any()))
        {
            var list = same.ToList();
            for (var i = 0; i < list.Count; i++)
            {
                var other = list[i == 0 ? 1 : 0];
                yield return Make(Problems.ClashingRoutes, list[i].Route.Location, list[i].Route.Method, list[i].Route.Template, list[i].Handler.Name, other.Route.Template, other.Handler.Name);
            }
        }
    }

    private static IEnumerable<DiagnosticInfo> Edges(IReadOnlyList<StepFacts> steps)
    {
        var known = new HashSet<string>(steps.Select(s => s.Type), StringComparer.Ordinal);
        foreach (var step in steps)
            foreach (var edge in step.Edges.Where(e => !e.IsTopic && !known.Contains(e.Type)))
                yield return Make(Problems.NoStep, edge.Location, step.Name, edge.Name);
    }

    private static IEnumerable<DiagnosticInfo> Topics(IReadOnlyList<StepFacts> steps)
    {
        var handlers = steps.SelectMany(s => s.Handlers).ToList();
        var emitted = new HashSet<string>(handlers.SelectMany(h => h.Emits).Select(t => t.Type), StringComparer.Ordinal);
        var awaited = new HashSet<string>(handlers.SelectMany(h => h.Topics).Select(t => t.Type), StringComparer.Ordinal);
        foreach (var edge in steps.SelectMany(s => s.Edges)) awaited.Add(edge.Type);
        foreach (var handler in handlers)
        {
            foreach (var topic in handler.Topics.Where(t => !emitted.Contains(t.Type)))
                yield return Make(Problems.NobodyEmits, topic.Location, handler.Name, topic.Name, Short(topic.Type));
            foreach (var topic in handler.Emits.Where(t => !awaited.Contains(t.Type)))
                yield return Make(Problems.NobodySubscribes, topic.Location, handler.Name, topic.Name, Short(topic.Type));
        }
    }

    private static string Plain(string type) => type.Replace("global::", "");

    private static string Short(string type) => type.Substring(type.LastIndexOfAny(['.', ':']) + 1);

    private static DiagnosticInfo Make(DiagnosticDescriptor descriptor, LocationInfo? at, params string[] arguments) => new(descriptor, at, arguments.ToEquatable());
}
