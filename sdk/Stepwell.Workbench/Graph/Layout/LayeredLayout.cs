namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Draws graphs in layers, after Sugiyama. The same graph is always drawn the same, in whatever order its parts are given.</summary>
internal static class LayeredLayout
{
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">The edges between them.</param>
    /// <param name="direction">Where the layers follow each other to.</param>
    /// <param name="spacing">How far apart things are; null for the usual.</param>
    internal static GraphLayout Of(IEnumerable<LayoutNode> nodes, IEnumerable<LayoutEdge> edges, FlowDirection direction = FlowDirection.Right, LayoutSpacing? spacing = null)
    {
        spacing ??= new();
        var sortedNodes = nodes.OrderBy(n => n.Id, StringComparer.Ordinal).ToList();
        var sortedEdges = edges.OrderBy(e => e.From, StringComparer.Ordinal).ThenBy(e => e.To, StringComparer.Ordinal).ThenBy(e => e.Id, StringComparer.Ordinal).ToList();
        var axes = new Axes(direction);
        var parts = Parts.Of(sortedNodes, sortedEdges).Select(p => PartLayout.Of(p, axes, spacing)).ToList();
        return Packing.Of(parts, direction, spacing);
    }
}

/// <summary>Says which of a drawing's axes lies along the direction of its layers, and which across.</summary>
internal readonly record struct Axes(FlowDirection Direction)
{
    internal double Along(LayoutNode node) => Direction == FlowDirection.Right ? node.Width : node.Height;

    internal double Across(LayoutNode node) => Direction == FlowDirection.Right ? node.Height : node.Width;

    internal GraphPoint Point(double along, double across) => Direction == FlowDirection.Right ? new(along, across) : new(across, along);

    internal NodeBox Box(LayoutNode node, double along, double across, int layer)
    {
        var corner = Point(along, across);
        return new(corner.X, corner.Y, node.Width, node.Height, layer);
    }
}
