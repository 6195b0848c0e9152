using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Graph;

/// <summary>Makes the picture of a flow from the manifest.</summary>
internal sealed class FlowGraphBuilder
{
    private readonly AppModel manifest;
    private readonly string flow;
    private readonly SortedDictionary<string, FlowNode> nodes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FlowEdge> edges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StepModel> steps;

    private FlowGraphBuilder(AppModel manifest, string flow)
    {
        this.manifest = manifest;
        this.flow = flow;
        steps = manifest.Steps.ToDictionary(s => s.Name, StringComparer.Ordinal);
    }

    internal static FlowGraph Build(AppModel manifest, string flow)
    {
        var builder = new FlowGraphBuilder(manifest, flow);
        foreach (var step in manifest.Steps.Where(builder.IsMember)) builder.Add(step);
        foreach (var topic in builder.Topics()) builder.AddTopic(topic);
        foreach (var noop in manifest.Steps.Where(s => s.Noop)) builder.AddLinks(noop);
        return new(flow, [.. builder.nodes.Values], [.. builder.edges.Values]);
    }

    private bool IsMember(StepModel step) => step.Flows.Contains(flow);

    /// <summary>The topics that the flow's own steps emit, take, or wait for.</summary>
    private IEnumerable<string> Topics() => manifest.Steps.Where(IsMember)
        .SelectMany(s => s.Handlers.SelectMany(h => h.Emits.Concat(h.Topics)).Concat(s.WaitsFor.Concat(s.LeadsTo).Select(l => l.Topic).OfType<string>()))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private void AddTopic(string topic)
    {
        var id = FlowNode.TopicId(topic);
        nodes.Add(id, new() { Id = id, Name = topic, Kind = NodeKind.Topic });
        var sources = manifest.Steps.Where(s => Emits(s, topic)).ToList();
        var targets = manifest.Steps.Where(s => Takes(s, topic)).ToList();
        // A neighbour is shown where it leads into this flow, or this flow into it.
        foreach (var step in sources.Where(s => IsMember(s) || targets.Any(IsMember))) Link(Add(step), id, topic, step.Noop);
        foreach (var step in targets.Where(s => IsMember(s) || sources.Any(IsMember))) Link(id, Add(step), topic, step.Noop);
    }

    private static bool Emits(StepModel step, string topic) => step.Handlers.Any(h => h.Emits.Contains(topic)) || step.LeadsTo.Any(l => l.Topic == topic);

    private static bool Takes(StepModel step, string topic) => step.Handlers.Any(h => h.Topics.Contains(topic)) || step.WaitsFor.Any(l => l.Topic == topic);

    private void AddLinks(StepModel noop)
    {
        foreach (var link in noop.LeadsTo)
            if (link.Step is { } name && steps.TryGetValue(name, out var next) && (IsMember(noop) || IsMember(next)))
                Link(Add(noop), Add(next), null, isVirtual: true);
        foreach (var link in noop.WaitsFor)
            if (link.Step is { } name && steps.TryGetValue(name, out var before) && (IsMember(noop) || IsMember(before)))
                Link(Add(before), Add(noop), null, isVirtual: true);
    }

    private void Link(string from, string to, string? topic, bool isVirtual)
    {
        var id = $"{from} > {to}";
        edges[id] = new(id, from, to, topic, isVirtual);
    }

    private string Add(StepModel step)
    {
        nodes.TryAdd(step.Name, new()
        {
            Id = step.Name,
            Name = step.Name,
            Kind = KindOf(step),
            Caption = CaptionOf(step),
            Join = step.Handlers.Any(h => h.Kind == "join"),
            HomeFlow = IsMember(step) ? null : step.Flows.FirstOrDefault(),
            Handlers = [.. step.Handlers.Select(h => h.Name)],
        });
        return step.Name;
    }

    private static NodeKind KindOf(StepModel step) => step.Kind switch
    {
        "api" => NodeKind.Api,
        "cron" => NodeKind.Cron,
        "noop" => NodeKind.Noop,
        _ => NodeKind.Event,
    };

    private static string CaptionOf(StepModel step)
    {
        var kind = KindOf(step);
        if (kind is NodeKind.Event or NodeKind.Noop) return step.Description ?? "";
        var triggers = step.Handlers.SelectMany(h => h.Triggers).Where(t => t.Kind == (kind == NodeKind.Api ? "api" : "cron")).ToList();
        return triggers.Count == 1 ? TriggerText.Of(triggers[0]) : $"{TriggerText.Of(triggers[0])} +{triggers.Count - 1}";
    }
}
