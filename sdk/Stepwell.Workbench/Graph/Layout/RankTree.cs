namespace Stepwell.Workbench.Graph.Layout;

/// <summary>The spanning tree of the network simplex.</summary>
internal sealed class RankTree(int count, IReadOnlyList<RankArc> arcs, IReadOnlyList<IReadOnlyList<int>> incident)
{
    private readonly bool[] member = new bool[arcs.Count];
    private readonly int[] toParent = new int[count];
    private readonly int[] first = new int[count];
    private readonly int[] last = new int[count];
    private readonly int[] order = new int[count];
    private readonly int[] sum = new int[count];

    internal void Add(int arc) => member[arc] = true;

    internal void Swap(int leaving, int entering)
    {
        member[leaving] = false;
        member[entering] = true;
        Number();
    }

    /// <summary>True where a node is below another, or is it.</summary>
    internal bool Contains(int root, int node) => first[root] <= first[node] && first[node] <= last[root];

    /// <summary>Numbers the nodes from the root down, so that each subtree is a range.</summary>
    internal void Number()
    {
        var path = new Stack<int>();
        path.Push(0);
        toParent[0] = -1;
        var number = 0;
        while (path.TryPop(out var node))
        {
            first[node] = last[node] = number;
            order[number++] = node;
            foreach (var arc in incident[node])
            {
                if (!member[arc] || arc == toParent[node]) continue;
                var child = Other(arc, node);
                toParent[child] = arc;
                path.Push(child);
            }
        }
        for (var i = count - 1; i > 0; i--)
        {
            var parent = Other(toParent[order[i]], order[i]);
            last[parent] = Math.Max(last[parent], last[order[i]]);
        }
    }

    /// <summary>The arc of the tree whose lengthening gains most, and the node below it; -1 where none does.</summary>
    /// <param name="pull">Of each node, how many arcs more leave it than reach it: within a subtree what its own arcs add cancels out.</param>
    internal (int Arc, int Below) Worst(int[] pull)
    {
        pull.CopyTo(sum, 0);
        var (worst, gain) = (-1, 0);
        for (var i = count - 1; i > 0; i--)
        {
            var node = order[i];
            var arc = toParent[node];
            sum[Other(arc, node)] += sum[node];
            var value = arcs[arc].From == node ? sum[node] : -sum[node];
            if (value < gain) (worst, gain) = (node, value);
        }
        return worst < 0 ? (-1, -1) : (toParent[worst], worst);
    }

    private int Other(int arc, int node) => arcs[arc].From == node ? arcs[arc].To : arcs[arc].From;
}
