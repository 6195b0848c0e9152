namespace Stepwell.Workbench.Graph.Layout;

/// <summary>
/// Leads edges from node to node: through a layer straight along the direction, between two layers aside. No node lies between layers, and
/// within one each edge has a place of its own, so no edge runs through a node.
/// </summary>
internal sealed class EdgeRouter
{
    private readonly Part part;
    private readonly LayeredGraph graph;
    private readonly double[] middle;
    private readonly Bands bands;
    private readonly Axes axes;
    private readonly Dictionary<(int Edge, bool Leaves), double> ports = [];

    internal EdgeRouter(Part part, LayeredGraph graph, double[] middle, Bands bands, Axes axes, LayoutSpacing spacing)
    {
        this.part = part;
        this.graph = graph;
        this.middle = middle;
        this.bands = bands;
        this.axes = axes;
        for (var v = 0; v < graph.Nodes; v++)
        {
            Ports(v, leaves: true, spacing);
            Ports(v, leaves: false, spacing);
        }
    }

    /// <summary>The ways of all edges.</summary>
    /// <param name="drawn">The edges that the chains of the graph are of; the others are loops.</param>
    /// <param name="backward">True for edges whose chain runs the other way.</param>
    /// <param name="boxes">The nodes' places.</param>
    internal Dictionary<string, EdgeRoute> Routes(IReadOnlyList<int> drawn, bool[] backward, IReadOnlyList<NodeBox> boxes)
    {
        var routes = new Dictionary<string, EdgeRoute>(StringComparer.Ordinal);
        for (var i = 0; i < drawn.Count; i++)
        {
            var points = Points(i);
            if (backward[drawn[i]]) points.Reverse();
            routes.Add(part.Edges[drawn[i]].Id, new(points, backward[drawn[i]]));
        }
        for (var e = 0; e < part.Edges.Count; e++)
            if (part.Graph.Arcs[e].From == part.Graph.Arcs[e].To)
                routes.Add(part.Edges[e].Id, Loop(boxes[part.Graph.Arcs[e].From]));
        return routes;
    }

    private List<GraphPoint> Points(int edge)
    {
        var chain = graph.Chains[edge];
        var points = new List<GraphPoint>();
        for (var i = 0; i < chain.Count; i++)
        {
            var vertex = chain[i];
            var (start, end) = bands[graph.LayerOf(vertex)];
            if (!graph.IsBend(vertex))
            {
                var node = part.Nodes[vertex];
                var near = bands.StartOf(node, graph.LayerOf(vertex));
                var across = ports[(edge, i == 0)];
                if (i == 0) start = near + axes.Along(node);
                else end = near;
                Add(points, start, end, across);
            }
            else Add(points, start, end, middle[vertex]);
        }
        return points;
    }

    private void Add(List<GraphPoint> points, double start, double end, double across)
    {
        points.Add(axes.Point(start, across));
        if (end > start) points.Add(axes.Point(end, across));
    }

    private EdgeRoute Loop(NodeBox box)
    {
        var side = axes.Direction == FlowDirection.Right ? new GraphPoint(box.X, box.Y) : new GraphPoint(box.Y, box.X);
        var along = axes.Direction == FlowDirection.Right ? box.Width : box.Height;
        var (far, near) = (side.X + (along * 0.7), side.X + (along * 0.3));
        var out1 = side.Y - PartLayout.LoopReach;
        return new([axes.Point(far, side.Y), axes.Point(far, out1), axes.Point(near, out1), axes.Point(near, side.Y)], Reversed: false, Loop: true);
    }

    /// <summary>Spreads the edges' ends over a side of a node, in the order of where they lead. A label's meet in one point.</summary>
    private void Ports(int node, bool leaves, LayoutSpacing spacing)
    {
        var ends = Enumerable.Range(0, graph.Chains.Count).Where(e => graph.Chains[e][leaves ? 0 : ^1] == node)
            .OrderBy(e => middle[graph.Chains[e][leaves ? 1 : ^2]]).ThenBy(e => e).ToList();
        var room = axes.Across(part.Nodes[node]) * 0.7;
        var gap = ends.Count < 2 || part.Nodes[node].Between ? 0 : Math.Min(spacing.Ports, room / (ends.Count - 1));
        for (var i = 0; i < ends.Count; i++) ports[(ends[i], leaves)] = middle[node] + ((i - ((ends.Count - 1) / 2.0)) * gap);
    }
}
