namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Gives each vertex its place across the direction: the middle of the four that the looks from all corners give.</summary>
internal static class Placement
{
    private static readonly Look[] Corners = [new(false, false), new(false, true), new(true, false), new(true, true)];

    /// <summary>The middles of the vertices; the first edge is at 0.</summary>
    internal static double[] Of(LayeredGraph graph, LayerOrder order, LayoutSpacing spacing)
    {
        if (graph.Count == 0) return [];
        var conflicts = Conflicts.Of(graph, order);
        var places = Corners.Select(look => Compaction.Of(graph, order, new Alignment(graph, order, conflicts, look), look, spacing)).ToList();
        AlignToNarrowest(graph, places);
        var middle = Enumerable.Range(0, graph.Count).Select(v =>
        {
            var four = places.Select(p => p[v]).Order().ToList();
            return (four[1] + four[2]) / 2;
        }).ToArray();
        var start = Start(graph, middle);
        return [.. middle.Select(m => m - start)];
    }

    private static void AlignToNarrowest(LayeredGraph graph, List<double[]> places)
    {
        var narrowest = places.MinBy(p => End(graph, p) - Start(graph, p))!;
        var (start, end) = (Start(graph, narrowest), End(graph, narrowest));
        for (var i = 0; i < places.Count; i++)
        {
            var shift = Corners[i].FromRight ? end - End(graph, places[i]) : start - Start(graph, places[i]);
            places[i] = [.. places[i].Select(p => p + shift)];
        }
    }

    private static double Start(LayeredGraph graph, double[] place) => place.Select((p, v) => p - (graph.Across(v) / 2)).Min();

    private static double End(LayeredGraph graph, double[] place) => place.Select((p, v) => p + (graph.Across(v) / 2)).Max();
}
