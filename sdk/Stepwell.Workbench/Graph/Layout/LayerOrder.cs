namespace Stepwell.Workbench.Graph.Layout;

/// <summary>The order of the vertices within each layer.</summary>
internal sealed class LayerOrder
{
    private readonly int[][] layers;
    private readonly int[] position;

    internal LayerOrder(LayeredGraph graph, IEnumerable<int> sequence)
    {
        var lists = new List<int>[graph.LayerCount];
        for (var i = 0; i < lists.Length; i++) lists[i] = [];
        foreach (var vertex in sequence) lists[graph.LayerOf(vertex)].Add(vertex);
        layers = [.. lists.Select(l => l.ToArray())];
        position = new int[graph.Count];
        for (var i = 0; i < layers.Length; i++) Renumber(i);
    }

    private LayerOrder(LayerOrder other)
    {
        layers = [.. other.layers.Select(l => (int[])l.Clone())];
        position = (int[])other.position.Clone();
    }

    internal int Layers => layers.Length;

    internal IReadOnlyList<int> this[int layer] => layers[layer];

    internal int PositionOf(int vertex) => position[vertex];

    internal LayerOrder Copy() => new(this);

    internal void Set(int layer, IEnumerable<int> vertices)
    {
        layers[layer] = [.. vertices];
        Renumber(layer);
    }

    internal void Swap(int layer, int at)
    {
        var row = layers[layer];
        (row[at], row[at + 1]) = (row[at + 1], row[at]);
        (position[row[at]], position[row[at + 1]]) = (at, at + 1);
    }

    private void Renumber(int layer)
    {
        for (var i = 0; i < layers[layer].Length; i++) position[layers[layer][i]] = i;
    }
}
