namespace Stepwell.Workbench.Graph.Layout;

/// <summary>A node to place.</summary>
/// <param name="Id">Its id, unique in the graph.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
internal sealed record LayoutNode(string Id, double Width, double Height)
{
    /// <summary>True for nodes that have layers of their own, between those of the others: labels of edges.</summary>
    public bool Between { get; init; }
}

/// <summary>An edge to route.</summary>
/// <param name="Id">Its id, unique in the graph.</param>
/// <param name="From">The node where it starts.</param>
/// <param name="To">The node where it ends; the same for a loop.</param>
internal sealed record LayoutEdge(string Id, string From, string To);

/// <summary>Where the layers follow each other to.</summary>
internal enum FlowDirection
{
    /// <summary>From left to right.</summary>
    Right,

    /// <summary>From top to bottom.</summary>
    Down,
}

/// <summary>How far apart things are.</summary>
internal sealed record LayoutSpacing
{
    /// <summary>Between two layers at least.</summary>
    public double Layers { get; init; } = 44;

    /// <summary>Between two nodes of a layer.</summary>
    public double Nodes { get; init; } = 26;

    /// <summary>Between two edges that pass a layer, or an edge and a node.</summary>
    public double Edges { get; init; } = 16;

    /// <summary>Between parts of the graph that no edge joins.</summary>
    public double Parts { get; init; } = 44;

    /// <summary>Added at most between two layers where edges go far aside.</summary>
    public double Slope { get; init; } = 56;

    /// <summary>Between the ends of edges on a side of a node at most.</summary>
    public double Ports { get; init; } = 16;
}

/// <summary>A point of the drawing.</summary>
internal readonly record struct GraphPoint(double X, double Y);

/// <summary>Where a node is.</summary>
/// <param name="X">Its left.</param>
/// <param name="Y">Its top.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Layer">The number of its layer within its part of the graph.</param>
public readonly record struct NodeBox(double X, double Y, double Width, double Height, int Layer)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;
}

/// <summary>The way of an edge: from point to point, straight along the direction within layers, as an S between them.</summary>
/// <param name="Points">The points, from the edge's start to its end.</param>
/// <param name="Reversed">True where it leads back, to make the graph one of layers.</param>
/// <param name="Loop">True where it starts and ends at one node.</param>
internal sealed record EdgeRoute(IReadOnlyList<GraphPoint> Points, bool Reversed, bool Loop = false);

/// <summary>A drawing of a graph.</summary>
/// <param name="Direction">Where its layers follow each other to.</param>
/// <param name="Width">Its width; everything lies between 0 and it.</param>
/// <param name="Height">Its height.</param>
/// <param name="Nodes">The nodes' places, by id.</param>
/// <param name="Edges">The edges' ways, by id.</param>
internal sealed record GraphLayout(FlowDirection Direction, double Width, double Height, IReadOnlyDictionary<string, NodeBox> Nodes, IReadOnlyDictionary<string, EdgeRoute> Edges);
