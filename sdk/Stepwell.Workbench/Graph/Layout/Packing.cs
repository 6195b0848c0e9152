namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Puts the parts of a graph side by side, in rows: the large ones first.</summary>
internal static class Packing
{
    private const double Ratio = 1.7;

    internal static GraphLayout Of(IReadOnlyList<PartLayout> parts, FlowDirection direction, LayoutSpacing spacing)
    {
        var rowWidth = RowWidth(parts, spacing);
        var nodes = new Dictionary<string, NodeBox>(StringComparer.Ordinal);
        var edges = new Dictionary<string, EdgeRoute>(StringComparer.Ordinal);
        var (x, y, rowHeight, width) = (0.0, 0.0, 0.0, 0.0);
        foreach (var part in parts.OrderByDescending(p => p.Edges.Count > 0).ThenByDescending(p => p.Height).ThenByDescending(p => p.Width))
        {
            if (x > 0 && x + part.Width > rowWidth) (x, y, rowHeight) = (0, y + rowHeight + spacing.Parts, 0);
            foreach (var (id, box) in part.Nodes) nodes.Add(id, box with { X = box.X + x, Y = box.Y + y });
            foreach (var (id, route) in part.Edges) edges.Add(id, route with { Points = [.. route.Points.Select(p => new GraphPoint(p.X + x, p.Y + y))] });
            width = Math.Max(width, x + part.Width);
            rowHeight = Math.Max(rowHeight, part.Height);
            x += part.Width + spacing.Parts;
        }
        return new(direction, width, y + rowHeight, nodes, edges);
    }

    private static double RowWidth(IReadOnlyList<PartLayout> parts, LayoutSpacing spacing)
    {
        if (parts.Count == 0) return 0;
        var area = parts.Sum(p => (p.Width + spacing.Parts) * (p.Height + spacing.Parts));
        return Math.Max(parts.Max(p => p.Width), Math.Sqrt(area * Ratio));
    }
}
