using Stepwell.Local.Introspection;
using Stepwell.Workbench.Graph.Layout;

namespace Stepwell.Workbench.Graph;

/// <summary>A flow's graph with places for all of it: those that people chose, and the layout's for the rest.</summary>
public sealed class FlowPicture
{
    private const double Margin = 14;
    private readonly Dictionary<string, NodeBox> boxes;
    private readonly IReadOnlySet<string> moved;

    private FlowPicture(FlowGraph graph, GraphLayout layout, IEnumerable<NodePlace> places)
    {
        Graph = graph;
        Layout = layout;
        boxes = new(layout.Nodes, StringComparer.Ordinal);
        // Places of nodes that are no longer there may stay in the file: another branch may still have them.
        var known = places.Where(p => boxes.ContainsKey(p.Node)).ToList();
        foreach (var place in known) boxes[place.Node] = boxes[place.Node] with { X = place.X, Y = place.Y };
        moved = known.Select(p => p.Node).ToHashSet(StringComparer.Ordinal);
        Reading = [.. graph.Nodes.OrderBy(n => Along(boxes[n.Id])).ThenBy(n => Across(boxes[n.Id])).ThenBy(n => n.Id, StringComparer.Ordinal)];
    }

    internal FlowGraph Graph { get; }

    internal GraphLayout Layout { get; }

    /// <summary>The nodes in the order in which they are read: along the flow.</summary>
    internal IReadOnlyList<FlowNode> Reading { get; }

    internal bool HasMoved => moved.Count > 0;

    internal static FlowPicture Of(FlowGraph graph, FlowDirection direction, IEnumerable<NodePlace> places) => new(graph, Lay(graph, direction), places);

    internal FlowPicture With(IEnumerable<NodePlace> places) => new(Graph, Layout, places);

    internal NodeBox BoxOf(string node) => boxes[node];

    /// <summary>The way of an edge as SVG: the layout's, or straight from node to node where one of them was moved.</summary>
    internal string PathOf(FlowEdge edge) => moved.Contains(edge.From) || moved.Contains(edge.To)
        ? DirectRoute.Path(boxes[edge.From], boxes[edge.To], Layout.Direction)
        : PathText.Of(Layout.Edges[edge.Id], Layout.Direction);

    /// <summary>Where an edge's count stands: beside its end at a step.</summary>
    internal GraphPoint CountOf(FlowEdge edge, bool atStart)
    {
        if (moved.Contains(edge.From) || moved.Contains(edge.To)) return DirectRoute.End(boxes[atStart ? edge.From : edge.To], atStart, Layout.Direction);
        var points = Layout.Edges[edge.Id].Points;
        return atStart ? points[0] : points[^1];
    }

    /// <summary>What all nodes cover, and a margin.</summary>
    internal NodeBox Bounds
    {
        get
        {
            if (boxes.Count == 0) return new(0, 0, 1, 1, 0);
            var (left, top) = (Math.Min(0, boxes.Values.Min(b => b.X)) - Margin, Math.Min(0, boxes.Values.Min(b => b.Y)) - Margin);
            var (right, bottom) = (boxes.Values.Max(b => b.Right) + Margin, boxes.Values.Max(b => b.Bottom) + Margin);
            return HasMoved ? new(left, top, right - left, bottom - top, 0) : new(-Margin, -Margin, Layout.Width + (2 * Margin), Layout.Height + (2 * Margin), 0);
        }
    }

    private static GraphLayout Lay(FlowGraph graph, FlowDirection direction)
    {
        // Downwards height is scarce: windows are wider than high.
        var spacing = direction == FlowDirection.Right ? new LayoutSpacing { Layers = 36 } : new LayoutSpacing { Layers = 19, Slope = 12, Ports = 38 };
        return LayeredLayout.Of(graph.Nodes.Select(NodeSize.Node), graph.Edges.Select(e => new LayoutEdge(e.Id, e.From, e.To)), direction, spacing);
    }

    private double Along(NodeBox box) => Layout.Direction == FlowDirection.Right ? box.X + (box.Width / 2) : box.Y + (box.Height / 2);

    private double Across(NodeBox box) => Layout.Direction == FlowDirection.Right ? box.Y : box.X;
}
