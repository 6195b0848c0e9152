namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Orders of the vertices to begin with: walks through the graph, which put what belongs together next to each other.</summary>
internal static class Walks
{
    /// <summary>Several walks: forward, which draws trees that branch without crossings; backward, for those that gather; and in all directions.</summary>
    internal static IEnumerable<IReadOnlyList<int>> All(LayeredGraph graph)
    {
        var vertices = Enumerable.Range(0, graph.Count).ToList();
        yield return Deep(graph.Count, vertices.Where(v => graph.Up(v).Count == 0), graph.Down);
        yield return Deep(graph.Count, vertices.Where(v => graph.Down(v).Count == 0), graph.Up);
        yield return Deep(graph.Count, vertices.Where(v => graph.Up(v).Count == 0), v => graph.Up(v).Concat(graph.Down(v)));
        yield return Broad(graph);
    }

    private static List<int> Deep(int count, IEnumerable<int> starts, Func<int, IEnumerable<int>> next)
    {
        var seen = new bool[count];
        var walk = new List<int>(count);
        var path = new Stack<int>();
        foreach (var start in starts.Concat(Enumerable.Range(0, count)))
        {
            path.Push(start);
            while (path.TryPop(out var vertex))
            {
                if (seen[vertex]) continue;
                seen[vertex] = true;
                walk.Add(vertex);
                foreach (var neighbour in next(vertex).Reverse())
                    if (!seen[neighbour])
                        path.Push(neighbour);
            }
        }
        return walk;
    }

    private static List<int> Broad(LayeredGraph graph)
    {
        var seen = new bool[graph.Count];
        var walk = new List<int>(graph.Count);
        for (var start = 0; start < graph.Count; start++)
        {
            if (seen[start]) continue;
            seen[start] = true;
            var from = walk.Count;
            walk.Add(start);
            for (; from < walk.Count; from++)
                foreach (var neighbour in graph.Down(walk[from]).Concat(graph.Up(walk[from])))
                {
                    if (seen[neighbour]) continue;
                    seen[neighbour] = true;
                    walk.Add(neighbour);
                }
        }
        return walk;
    }
}
