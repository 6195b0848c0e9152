namespace Stepwell.Workbench.Graph.Layout;

/// <summary>A part of a graph that is connected in itself.</summary>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Edges">Its edges.</param>
/// <param name="Graph">The same with the nodes' and edges' numbers.</param>
internal sealed record Part(IReadOnlyList<LayoutNode> Nodes, IReadOnlyList<LayoutEdge> Edges, Digraph Graph);

/// <summary>Takes a graph apart.</summary>
internal static class Parts
{
    /// <summary>The connected parts, by their first node.</summary>
    internal static IReadOnlyList<Part> Of(IReadOnlyList<LayoutNode> nodes, IReadOnlyList<LayoutEdge> edges)
    {
        var number = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in nodes)
            if (!number.TryAdd(node.Id, number.Count))
                throw new ArgumentException($"Two nodes have the id '{node.Id}'.", nameof(nodes));
        var graph = new Digraph(nodes.Count, [.. edges.Select(e => new Arc(NumberOf(e.From), NumberOf(e.To)))]);
        var partOf = Number(graph);
        var count = nodes.Count == 0 ? 0 : partOf.Max() + 1;
        return [.. Enumerable.Range(0, count).Select(p => Make(nodes, edges, graph, v => partOf[v] == p))];

        int NumberOf(string id) => number.TryGetValue(id, out var found) ? found : throw new ArgumentException($"An edge ends at '{id}', which is no node.", nameof(edges));
    }

    private static Part Make(IReadOnlyList<LayoutNode> nodes, IReadOnlyList<LayoutEdge> edges, Digraph graph, Func<int, bool> mine)
    {
        var members = Enumerable.Range(0, nodes.Count).Where(mine).ToList();
        var numbers = members.Select((v, i) => (v, i)).ToDictionary(p => p.v, p => p.i);
        var kept = Enumerable.Range(0, edges.Count).Where(e => mine(graph.Arcs[e].From)).ToList();
        return new([.. members.Select(v => nodes[v])], [.. kept.Select(e => edges[e])],
            new Digraph(members.Count, [.. kept.Select(e => new Arc(numbers[graph.Arcs[e].From], numbers[graph.Arcs[e].To]))]));
    }

    private static int[] Number(Digraph graph)
    {
        var part = new int[graph.Count];
        Array.Fill(part, -1);
        var next = 0;
        var open = new Stack<int>();
        for (var start = 0; start < graph.Count; start++)
        {
            if (part[start] >= 0) continue;
            part[start] = next;
            open.Push(start);
            while (open.TryPop(out var node))
                foreach (var neighbour in graph.Out[node].Select(a => graph.Arcs[a].To).Concat(graph.In[node].Select(a => graph.Arcs[a].From)))
                {
                    if (part[neighbour] >= 0) continue;
                    part[neighbour] = next;
                    open.Push(neighbour);
                }
            next++;
        }
        return part;
    }
}
