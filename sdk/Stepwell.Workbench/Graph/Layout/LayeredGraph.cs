namespace Stepwell.Workbench.Graph.Layout;

/// <summary>A graph in layers whose edges lead from one layer to the next; where they are longer, bends stand in between.</summary>
internal sealed class LayeredGraph
{
    private readonly List<int> layerOf = [];
    private readonly List<double> across = [];
    private readonly List<List<int>> up = [];
    private readonly List<List<int>> down = [];

    /// <param name="layers">The layer of each node.</param>
    /// <param name="sizes">The size of each node across the direction.</param>
    /// <param name="arcs">The edges, each to a later layer.</param>
    internal LayeredGraph(int[] layers, IReadOnlyList<double> sizes, IReadOnlyList<Arc> arcs)
    {
        Nodes = layers.Length;
        LayerCount = layers.Length == 0 ? 0 : layers.Max() + 1;
        for (var v = 0; v < Nodes; v++) Add(layers[v], sizes[v]);
        Chains = [.. arcs.Select(Chain)];
    }

    /// <summary>How many of the vertices are nodes; the others are bends.</summary>
    internal int Nodes { get; }

    internal int Count => layerOf.Count;

    internal int LayerCount { get; }

    /// <summary>The vertices of each edge, from layer to layer.</summary>
    internal IReadOnlyList<IReadOnlyList<int>> Chains { get; }

    internal int LayerOf(int vertex) => layerOf[vertex];

    internal double Across(int vertex) => across[vertex];

    internal bool IsBend(int vertex) => vertex >= Nodes;

    internal IReadOnlyList<int> Up(int vertex) => up[vertex];

    internal IReadOnlyList<int> Down(int vertex) => down[vertex];

    private List<int> Chain(Arc arc)
    {
        var chain = new List<int> { arc.From };
        for (var layer = layerOf[arc.From] + 1; layer < layerOf[arc.To]; layer++) Link(chain, Add(layer, 0));
        Link(chain, arc.To);
        return chain;
    }

    private void Link(List<int> chain, int vertex)
    {
        down[chain[^1]].Add(vertex);
        up[vertex].Add(chain[^1]);
        chain.Add(vertex);
    }

    private int Add(int layer, double size)
    {
        layerOf.Add(layer);
        across.Add(size);
        up.Add([]);
        down.Add([]);
        return layerOf.Count - 1;
    }
}
