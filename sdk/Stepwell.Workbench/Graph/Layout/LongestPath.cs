namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Ranks that keep all minimal lengths: each node as early as can be.</summary>
internal static class LongestPath
{
    internal static int[] Ranks(int count, IReadOnlyList<RankArc> arcs)
    {
        var graph = new Digraph(count, [.. arcs.Select(a => new Arc(a.From, a.To))]);
        var rank = new int[count];
        var open = new int[count];
        for (var v = 0; v < count; v++) open[v] = graph.In[v].Count;
        var ready = new Queue<int>(Enumerable.Range(0, count).Where(v => open[v] == 0));
        while (ready.TryDequeue(out var node))
            foreach (var arc in graph.Out[node])
            {
                var to = arcs[arc].To;
                rank[to] = Math.Max(rank[to], rank[node] + arcs[arc].MinLength);
                if (--open[to] == 0) ready.Enqueue(to);
            }
        return open.All(o => o == 0) ? rank : throw new InvalidOperationException("The arcs to rank form a cycle.");
    }
}
