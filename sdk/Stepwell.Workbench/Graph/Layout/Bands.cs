namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Where the layers lie along the direction.</summary>
internal sealed class Bands
{
    // The further an edge has to go aside between two layers, the more room it gets for a gentle slope.
    private const double SlopeShare = 0.16;

    private readonly Axes axes;
    private readonly double[] starts;
    private readonly double[] sizes;

    private Bands(Axes axes, double[] starts, double[] sizes)
    {
        this.axes = axes;
        this.starts = starts;
        this.sizes = sizes;
    }

    /// <summary>Where the last layer ends.</summary>
    internal double End => starts[^1] + sizes[^1];

    internal static Bands Of(Part part, LayeredGraph graph, double[] middle, Axes axes, LayoutSpacing spacing)
    {
        var sizes = new double[graph.LayerCount];
        for (var v = 0; v < graph.Nodes; v++) sizes[graph.LayerOf(v)] = Math.Max(sizes[graph.LayerOf(v)], axes.Along(part.Nodes[v]));
        var aside = new double[graph.LayerCount];
        foreach (var chain in graph.Chains)
            for (var i = 1; i < chain.Count; i++)
            {
                var layer = graph.LayerOf(chain[i]);
                aside[layer] = Math.Max(aside[layer], Math.Abs(middle[chain[i]] - middle[chain[i - 1]]));
            }
        var starts = new double[graph.LayerCount];
        for (var i = 1; i < starts.Length; i++) starts[i] = starts[i - 1] + sizes[i - 1] + spacing.Layers + Math.Min(spacing.Slope, aside[i] * SlopeShare);
        return new(axes, starts, sizes);
    }

    /// <summary>Where a node begins: in the middle of its layer.</summary>
    internal double StartOf(LayoutNode node, int layer) => starts[layer] + ((sizes[layer] - axes.Along(node)) / 2);

    /// <summary>Where a layer begins and ends.</summary>
    internal (double Start, double End) this[int layer] => (starts[layer], starts[layer] + sizes[layer]);
}
