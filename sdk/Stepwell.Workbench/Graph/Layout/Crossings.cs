namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Counts the crossings of edges.</summary>
internal static class Crossings
{
    /// <summary>All crossings between neighbouring layers.</summary>
    internal static int Of(LayeredGraph graph, LayerOrder order)
    {
        var sum = 0;
        for (var layer = 0; layer + 1 < order.Layers; layer++) sum += Below(graph, order, layer);
        return sum;
    }

    /// <summary>The crossings between two neighbours of a layer, as they stand and if they were swapped.</summary>
    internal static (int Now, int Swapped) Between(LayeredGraph graph, LayerOrder order, int first, int second)
    {
        var (now, swapped) = (0, 0);
        Count(graph.Up(first), graph.Up(second));
        Count(graph.Down(first), graph.Down(second));
        return (now, swapped);

        void Count(IReadOnlyList<int> ofFirst, IReadOnlyList<int> ofSecond)
        {
            for (var i = 0; i < ofFirst.Count; i++)
                for (var j = 0; j < ofSecond.Count; j++)
                {
                    var (a, b) = (order.PositionOf(ofFirst[i]), order.PositionOf(ofSecond[j]));
                    if (a > b) now++;
                    else if (a < b) swapped++;
                }
        }
    }

    /// <summary>The pairs of edges out of order, counted by a tree of sums (Fenwick).</summary>
    private static int Below(LayeredGraph graph, LayerOrder order, int layer)
    {
        var sums = new int[order[layer + 1].Count + 1];
        var (count, seen) = (0, 0);
        foreach (var vertex in order[layer])
        {
            var ends = graph.Down(vertex);
            // Edges of one vertex do not cross each other: first all are counted, then all are entered.
            foreach (var end in ends) count += seen - UpTo(order.PositionOf(end) + 1);
            foreach (var end in ends) Enter(order.PositionOf(end) + 1);
            seen += ends.Count;
        }
        return count;

        int UpTo(int i)
        {
            var sum = 0;
            for (; i > 0; i -= i & -i) sum += sums[i];
            return sum;
        }

        void Enter(int i)
        {
            for (; i < sums.Length; i += i & -i) sums[i]++;
        }
    }
}
