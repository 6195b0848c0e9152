namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Gives each node a layer, so that edges lead forward and are short.</summary>
internal static class Layering
{
    /// <param name="graph">A connected graph without cycles.</param>
    /// <param name="between">True for nodes whose layers lie between those of the others.</param>
    internal static int[] Of(Digraph graph, IReadOnlyList<bool> between)
    {
        // A rank is a pair of layers: first one of nodes, then one of those between. So a pair may be crossed within one rank.
        var arcs = graph.Arcs.Select(a => new RankArc(a.From, a.To, !between[a.From] && between[a.To] ? 0 : 1)).ToList();
        var ranks = NetworkSimplex.Ranks(graph.Count, arcs);
        var layers = ranks.Select((r, v) => (2 * r) + (between[v] ? 1 : 0)).ToArray();
        var used = layers.Distinct().Order().Select((layer, i) => (layer, i)).ToDictionary(p => p.layer, p => p.i);
        return [.. layers.Select(l => used[l])];
    }
}
