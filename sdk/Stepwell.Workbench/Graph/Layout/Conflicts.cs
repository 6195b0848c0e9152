namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Finds the short edges that cross long ones; the long ones shall be straight.</summary>
internal static class Conflicts
{
    internal static HashSet<Arc> Of(LayeredGraph graph, LayerOrder order)
    {
        var found = new HashSet<Arc>();
        for (var layer = 1; layer < order.Layers; layer++) Between(graph, order, layer, found);
        return found;
    }

    private static void Between(LayeredGraph graph, LayerOrder order, int layer, HashSet<Arc> found)
    {
        var row = order[layer];
        var (from, next) = (0, 0);
        for (var i = 0; i < row.Count; i++)
        {
            var bend = graph.IsBend(row[i]) && graph.IsBend(graph.Up(row[i])[0]);
            if (!bend && i + 1 < row.Count) continue;
            // Up to here no edge may end outside of the two straight pieces on either side.
            var to = bend ? order.PositionOf(graph.Up(row[i])[0]) : order[layer - 1].Count - 1;
            for (; next <= i; next++)
                foreach (var upper in graph.Up(row[next]))
                {
                    var place = order.PositionOf(upper);
                    if ((place < from || place > to) && !(graph.IsBend(upper) && graph.IsBend(row[next]))) found.Add(new(upper, row[next]));
                }
            from = to;
        }
    }
}
