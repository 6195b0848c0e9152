namespace Stepwell.Workbench.Graph.Layout;

/// <summary>An edge between two numbered nodes.</summary>
internal readonly record struct Arc(int From, int To)
{
    public Arc Reverse => new(To, From);
}

/// <summary>A graph of numbered nodes.</summary>
internal sealed class Digraph
{
    internal Digraph(int count, IReadOnlyList<Arc> arcs)
    {
        Count = count;
        Arcs = arcs;
        Out = Lists(count, arcs, a => a.From);
        In = Lists(count, arcs, a => a.To);
    }

    internal int Count { get; }

    internal IReadOnlyList<Arc> Arcs { get; }

    /// <summary>The numbers of the arcs that leave each node.</summary>
    internal IReadOnlyList<IReadOnlyList<int>> Out { get; }

    /// <summary>The numbers of the arcs that reach each node.</summary>
    internal IReadOnlyList<IReadOnlyList<int>> In { get; }

    private static List<int>[] Lists(int count, IReadOnlyList<Arc> arcs, Func<Arc, int> end)
    {
        var lists = new List<int>[count];
        for (var i = 0; i < count; i++) lists[i] = [];
        for (var i = 0; i < arcs.Count; i++) lists[end(arcs[i])].Add(i);
        return lists;
    }
}
