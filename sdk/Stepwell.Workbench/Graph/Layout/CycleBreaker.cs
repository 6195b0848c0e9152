namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Chooses the arcs that lead back, so that the others form no cycle.</summary>
internal static class CycleBreaker
{
    private const byte Unseen = 0, Open = 1, Done = 2;

    /// <summary>True for each arc that leads back to where a walk from the graph's sources came from. Loops are none of them.</summary>
    internal static bool[] Backward(Digraph graph)
    {
        var backward = new bool[graph.Arcs.Count];
        var state = new byte[graph.Count];
        // What nothing leads to starts the flow; of the rest, whatever gives more than it takes.
        var starts = Enumerable.Range(0, graph.Count).OrderBy(v => graph.In[v].Count > 0).ThenBy(v => graph.In[v].Count - graph.Out[v].Count).ThenBy(v => v);
        foreach (var start in starts)
            if (state[start] == Unseen)
                Walk(graph, start, state, backward);
        return backward;
    }

    private static void Walk(Digraph graph, int start, byte[] state, bool[] backward)
    {
        var path = new Stack<(int Node, int Next)>();
        path.Push((start, 0));
        state[start] = Open;
        while (path.TryPop(out var top))
        {
            var (node, next) = top;
            if (next == graph.Out[node].Count)
            {
                state[node] = Done;
                continue;
            }
            path.Push((node, next + 1));
            var arc = graph.Out[node][next];
            var to = graph.Arcs[arc].To;
            if (to == node) continue;
            if (state[to] == Open) backward[arc] = true;
            if (state[to] != Unseen) continue;
            state[to] = Open;
            path.Push((to, 0));
        }
    }
}
