namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Places blocks as close to one side as their neighbours let them.</summary>
internal static class Compaction
{
    /// <summary>The place of each vertex across the direction: of its middle.</summary>
    internal static double[] Of(LayeredGraph graph, LayerOrder order, Alignment blocks, Look look, LayoutSpacing spacing)
    {
        var gaps = Gaps(graph, order, blocks, look, spacing);
        var arcs = gaps.Keys.Order(Comparer<Arc>.Create((a, b) => (a.From, a.To).CompareTo((b.From, b.To)))).ToList();
        var ahead = new Digraph(graph.Count, arcs);
        var sorted = Sort(ahead);
        var place = new double[graph.Count];
        foreach (var block in sorted)
            foreach (var arc in ahead.Out[block])
                place[arcs[arc].To] = Math.Max(place[arcs[arc].To], place[block] + gaps[arcs[arc]]);
        // Then back again: what is free to move comes close to its neighbours on the other side.
        for (var i = sorted.Count - 1; i >= 0; i--)
        {
            var block = sorted[i];
            if (ahead.Out[block].Count > 0) place[block] = Math.Max(place[block], ahead.Out[block].Min(a => place[arcs[a].To] - gaps[arcs[a]]));
        }
        var sign = look.FromRight ? -1 : 1;
        return [.. Enumerable.Range(0, graph.Count).Select(v => sign * place[blocks.RootOf(v)])];
    }

    internal static double Gap(LayeredGraph graph, int first, int second, LayoutSpacing spacing) =>
        ((graph.Across(first) + graph.Across(second)) / 2) + (graph.IsBend(first) || graph.IsBend(second) ? spacing.Edges : spacing.Nodes);

    private static Dictionary<Arc, double> Gaps(LayeredGraph graph, LayerOrder order, Alignment blocks, Look look, LayoutSpacing spacing)
    {
        var gaps = new Dictionary<Arc, double>();
        for (var layer = 0; layer < order.Layers; layer++)
            for (var i = 1; i < order[layer].Count; i++)
            {
                var (first, second) = (order[layer][i - 1], order[layer][i]);
                var arc = new Arc(blocks.RootOf(first), blocks.RootOf(second));
                if (look.FromRight) arc = arc.Reverse;
                gaps[arc] = Math.Max(gaps.GetValueOrDefault(arc), Gap(graph, first, second, spacing));
            }
        return gaps;
    }

    private static List<int> Sort(Digraph graph)
    {
        var open = Enumerable.Range(0, graph.Count).Select(v => graph.In[v].Count).ToArray();
        var sorted = Enumerable.Range(0, graph.Count).Where(v => open[v] == 0).ToList();
        for (var i = 0; i < sorted.Count; i++)
            foreach (var arc in graph.Out[sorted[i]])
                if (--open[graph.Arcs[arc].To] == 0)
                    sorted.Add(graph.Arcs[arc].To);
        return sorted.Count == graph.Count ? sorted : throw new InvalidOperationException("The blocks of a drawing stand on both sides of each other.");
    }
}
