using Stepwell.Workbench.Graph.Layout;

namespace Stepwell.Workbench.Tests.Graph;

/// <summary>A graph to draw.</summary>
internal sealed record Sketch(IReadOnlyList<LayoutNode> Nodes, IReadOnlyList<LayoutEdge> Edges)
{
    internal static Sketch Of(int count, IEnumerable<(int From, int To)> edges, IReadOnlyList<bool> between) => new(
        [.. Enumerable.Range(0, count).Select(i => new LayoutNode($"n{i}", 60 + (i % 3 * 20), 24 + (i % 2 * 16)) { Between = between[i] })],
        [.. edges.Select((e, i) => new LayoutEdge($"e{i}", $"n{e.From}", $"n{e.To}"))]);

    internal static Sketch Parse(string edges)
    {
        var pairs = edges.Split(' ').Select(e => e.Split('>')).ToList();
        return new([.. pairs.SelectMany(p => p).Distinct().Select(n => new LayoutNode(n, 60, 30))], [.. pairs.Select((p, i) => new LayoutEdge($"e{i}", p[0], p[1]))]);
    }

    public override string ToString() => string.Join(' ', Edges.Select(e => $"{e.From}>{e.To}")) + " of " + string.Join(' ', Nodes.Select(n => n.Id + (n.Between ? "*" : "")));
}
