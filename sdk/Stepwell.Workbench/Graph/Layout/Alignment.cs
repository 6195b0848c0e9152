namespace Stepwell.Workbench.Graph.Layout;

/// <summary>One of the four ways to look at the layers: from either end, and from either side.</summary>
internal readonly record struct Look(bool FromEnd, bool FromRight);

/// <summary>Lines vertices up with a middle neighbour in the layer before, into blocks that are drawn straight.</summary>
/// <remarks>After Brandes and Köpf: Fast and simple horizontal coordinate assignment, 2001.</remarks>
internal sealed class Alignment
{
    private readonly LayeredGraph graph;
    private readonly LayerOrder order;
    private readonly Look look;
    private readonly HashSet<Arc> conflicts;
    private readonly int[] root;

    internal Alignment(LayeredGraph graph, LayerOrder order, HashSet<Arc> conflicts, Look look)
    {
        this.graph = graph;
        this.order = order;
        this.look = look;
        this.conflicts = conflicts;
        root = [.. Enumerable.Range(0, graph.Count)];
        for (var i = 1; i < order.Layers; i++) Align(order[look.FromEnd ? order.Layers - 1 - i : i]);
    }

    /// <summary>The vertex that stands for a vertex's block.</summary>
    internal int RootOf(int vertex) => root[vertex];

    private void Align(IReadOnlyList<int> layer)
    {
        var last = -1;
        for (var i = 0; i < layer.Count; i++)
        {
            var vertex = layer[look.FromRight ? layer.Count - 1 - i : i];
            foreach (var neighbour in Middle(vertex))
            {
                var place = PlaceOf(neighbour);
                // Nor may blocks cross, or two share a neighbour.
                if (place <= last || conflicts.Contains(Segment(vertex, neighbour))) continue;
                root[vertex] = root[neighbour];
                last = place;
                break;
            }
        }
    }

    private IEnumerable<int> Middle(int vertex)
    {
        var neighbours = (look.FromEnd ? graph.Down(vertex) : graph.Up(vertex)).OrderBy(PlaceOf).ToList();
        if (neighbours.Count == 0) yield break;
        yield return neighbours[(neighbours.Count - 1) / 2];
        if (neighbours.Count % 2 == 0) yield return neighbours[neighbours.Count / 2];
    }

    private int PlaceOf(int vertex)
    {
        var place = order.PositionOf(vertex);
        return look.FromRight ? order[graph.LayerOf(vertex)].Count - 1 - place : place;
    }

    private Arc Segment(int vertex, int neighbour) => look.FromEnd ? new(vertex, neighbour) : new(neighbour, vertex);
}
