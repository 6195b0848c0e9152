namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Orders the vertices of each layer so that few edges cross: sweeps by median and barycentre, and swaps of neighbours.</summary>
internal static class Ordering
{
    private const int Sweeps = 24;
    private const int Patience = 8;
    private const int SwapRounds = 8;

    internal static LayerOrder Of(LayeredGraph graph)
    {
        LayerOrder? best = null;
        var least = int.MaxValue;
        foreach (var walk in Walks.All(graph))
        {
            var (order, crossings) = Improve(graph, new LayerOrder(graph, walk));
            if (crossings < least) (best, least) = (order, crossings);
            if (least == 0) break;
        }
        return best!;
    }

    private static (LayerOrder Order, int Crossings) Improve(LayeredGraph graph, LayerOrder order)
    {
        var (best, least) = (order.Copy(), Crossings.Of(graph, order));
        for (var (sweep, idle) = (0, 0); least > 0 && sweep < Sweeps && idle < Patience; sweep++)
        {
            Sweep(graph, order, sweep);
            SwapNeighbours(graph, order);
            var crossings = Crossings.Of(graph, order);
            if (crossings < least) (best, least, idle) = (order.Copy(), crossings, 0);
            else idle++;
        }
        return (best, least);
    }

    private static void Sweep(LayeredGraph graph, LayerOrder order, int sweep)
    {
        var forward = sweep % 2 == 0;
        var median = sweep / 2 % 2 == 0;
        // Vertices of the same place change sides now and then: else some crossings could never be left.
        var turned = sweep / 4 % 2 == 1;
        for (var i = 1; i < order.Layers; i++)
        {
            var layer = forward ? i : order.Layers - 1 - i;
            Arrange(order, layer, v => Place(order, forward ? graph.Up(v) : graph.Down(v), median), turned);
        }
    }

    /// <summary>Sorts a layer by the places that its vertices ask for; those that ask for none stay where they are.</summary>
    private static void Arrange(LayerOrder order, int layer, Func<int, double?> place, bool turned)
    {
        var row = order[layer];
        var asked = row.Select((vertex, at) => (Vertex: vertex, At: turned ? -at : at, Place: place(vertex))).ToList();
        var sorted = new Queue<int>(asked.Where(v => v.Place is not null).OrderBy(v => v.Place).ThenBy(v => v.At).Select(v => v.Vertex));
        order.Set(layer, [.. asked.Select(v => v.Place is null ? v.Vertex : sorted.Dequeue())]);
    }

    private static double? Place(LayerOrder order, IReadOnlyList<int> neighbours, bool median)
    {
        if (neighbours.Count == 0) return null;
        if (!median) return neighbours.Average(n => (double)order.PositionOf(n));
        var places = neighbours.Select(order.PositionOf).Order().ToList();
        var middle = places.Count / 2;
        return places.Count % 2 == 1 ? places[middle] : (places[middle - 1] + places[middle]) / 2.0;
    }

    private static void SwapNeighbours(LayeredGraph graph, LayerOrder order)
    {
        var improved = true;
        for (var round = 0; improved && round < SwapRounds; round++)
        {
            improved = false;
            for (var layer = 0; layer < order.Layers; layer++)
                for (var at = 0; at + 1 < order[layer].Count; at++)
                {
                    var (now, swapped) = Crossings.Between(graph, order, order[layer][at], order[layer][at + 1]);
                    if (swapped >= now) continue;
                    order.Swap(layer, at);
                    improved = true;
                }
        }
    }
}
