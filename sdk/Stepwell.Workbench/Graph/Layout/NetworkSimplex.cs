namespace Stepwell.Workbench.Graph.Layout;

/// <summary>A wish: the rank of one node is at least so much more than that of another.</summary>
internal readonly record struct RankArc(int From, int To, int MinLength);

/// <summary>
/// Gives nodes ranks such that the arcs are as short as can be, by the network simplex method: from a tree of arcs that are as short as
/// allowed, arcs are swapped as long as that shortens the whole (Gansner, Koutsofios, North, Vo: A technique for drawing directed graphs, 1993).
/// </summary>
internal sealed class NetworkSimplex
{
    private readonly int count;
    private readonly IReadOnlyList<RankArc> arcs;
    private readonly List<int>[] incident;
    private readonly int[] pull;
    private readonly int[] rank;
    private readonly RankTree tree;

    private NetworkSimplex(int count, IReadOnlyList<RankArc> arcs)
    {
        this.count = count;
        this.arcs = arcs;
        incident = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        pull = new int[count];
        for (var i = 0; i < arcs.Count; i++)
        {
            incident[arcs[i].From].Add(i);
            incident[arcs[i].To].Add(i);
            pull[arcs[i].From]++;
            pull[arcs[i].To]--;
        }
        rank = LongestPath.Ranks(count, arcs);
        tree = new RankTree(count, arcs, incident);
    }

    /// <summary>The ranks, from 0. The graph must be connected, without cycles.</summary>
    internal static int[] Ranks(int count, IReadOnlyList<RankArc> arcs)
    {
        if (count == 0) return [];
        var simplex = new NetworkSimplex(count, arcs);
        simplex.GrowTightTree();
        simplex.Improve();
        var lowest = simplex.rank.Min();
        return [.. simplex.rank.Select(r => r - lowest)];
    }

    private int Slack(int arc) => rank[arcs[arc].To] - rank[arcs[arc].From] - arcs[arc].MinLength;

    /// <summary>Shifts what is in the tree until every node is joined to it by an arc without slack.</summary>
    private void GrowTightTree()
    {
        var inside = new bool[count];
        var reached = new List<int> { 0 };
        inside[0] = true;
        for (var next = 0; ;)
        {
            for (; next < reached.Count; next++)
                foreach (var arc in incident[reached[next]])
                {
                    var other = arcs[arc].From == reached[next] ? arcs[arc].To : arcs[arc].From;
                    if (inside[other] || Slack(arc) != 0) continue;
                    inside[other] = true;
                    tree.Add(arc);
                    reached.Add(other);
                }
            if (reached.Count == count) break;
            var closest = Closest(a => inside[arcs[a].From] != inside[arcs[a].To]);
            var shift = inside[arcs[closest].From] ? Slack(closest) : -Slack(closest);
            foreach (var node in reached) rank[node] += shift;
            next = 0;
        }
        tree.Number();
    }

    private void Improve()
    {
        // Swaps that change nothing could go on in a circle; ranks are right after any number of them.
        for (var left = 4 * (count + arcs.Count); left > 0; left--)
        {
            var (leaving, below) = tree.Worst(pull);
            if (leaving < 0) return;
            var tailInside = tree.Contains(below, arcs[leaving].From);
            var entering = Closest(a => tree.Contains(below, arcs[a].From) != tree.Contains(below, arcs[a].To) && tree.Contains(below, arcs[a].To) == tailInside);
            var shift = tailInside ? -Slack(entering) : Slack(entering);
            if (shift != 0)
                for (var v = 0; v < count; v++)
                    if (tree.Contains(below, v))
                        rank[v] += shift;
            tree.Swap(leaving, entering);
        }
    }

    private int Closest(Func<int, bool> candidate)
    {
        var (found, least) = (-1, int.MaxValue);
        for (var i = 0; i < arcs.Count && least > 0; i++)
            if (candidate(i) && Slack(i) < least)
                (found, least) = (i, Slack(i));
        return found;
    }
}
