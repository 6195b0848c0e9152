namespace Stepwell.Workbench.Graph.Layout;

/// <summary>The drawing of one connected part, before the parts are put side by side.</summary>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Nodes">The nodes' places.</param>
/// <param name="Edges">The edges' ways.</param>
internal sealed record PartLayout(double Width, double Height, IReadOnlyDictionary<string, NodeBox> Nodes, IReadOnlyDictionary<string, EdgeRoute> Edges)
{
    /// <summary>How far a loop reaches out of its node.</summary>
    internal const double LoopReach = 22;

    internal static PartLayout Of(Part part, Axes axes, LayoutSpacing spacing)
    {
        var arcs = part.Graph.Arcs;
        var backward = CycleBreaker.Backward(part.Graph);
        // Edges of the drawing: those that lead back are turned, loops are left out.
        var drawn = Enumerable.Range(0, arcs.Count).Where(e => arcs[e].From != arcs[e].To).ToList();
        var forward = drawn.Select(e => backward[e] ? arcs[e].Reverse : arcs[e]).ToList();
        var layers = Layering.Of(new Digraph(part.Nodes.Count, forward), [.. part.Nodes.Select(n => n.Between)]);
        var loops = arcs.Where(a => a.From == a.To).Select(a => a.From).ToHashSet();
        var sizes = part.Nodes.Select((n, v) => axes.Across(n) + (loops.Contains(v) ? 2 * LoopReach : 0)).ToList();
        var graph = new LayeredGraph(layers, sizes, forward);
        var middle = Placement.Of(graph, Ordering.Of(graph), spacing);
        var bands = Bands.Of(part, graph, middle, axes, spacing);
        var boxes = part.Nodes.Select((n, v) => axes.Box(n, bands.StartOf(n, layers[v]), middle[v] - (axes.Across(n) / 2), layers[v])).ToList();
        var routes = new EdgeRouter(part, graph, middle, bands, axes, spacing).Routes(drawn, backward, boxes);
        var across = Enumerable.Range(0, graph.Count).Max(v => middle[v] + (graph.Across(v) / 2));
        var size = axes.Point(bands.End, across);
        return new(size.X, size.Y, part.Nodes.Select((n, v) => (n.Id, boxes[v])).ToDictionary(p => p.Id, p => p.Item2, StringComparer.Ordinal), routes);
    }
}
