using FsCheck;
using FsCheck.Fluent;
using Stepwell.Workbench.Graph.Layout;

namespace Stepwell.Workbench.Tests.Graph;

public sealed class LayeredLayoutTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(250);

    [Fact]
    public void Layout_OfAnyGraph_IsFiniteWithinBoundsAndNothingOverlaps() => FsCheck.Check.One(Runs, Prop.ForAll(Graphs(), graph =>
    {
        foreach (var direction in Enum.GetValues<FlowDirection>())
        {
            var layout = Drawing.Of(graph, direction);
            Drawing.AssertFits(layout);
            Drawing.AssertApart(layout);
            Assert.Equal(graph.Edges.Count, layout.Edges.Count);
        }
    }));

    [Fact]
    public void Layout_OfAnyGraph_LeadsForwardButForReversedEdges() => FsCheck.Check.One(Runs, Prop.ForAll(Graphs(), graph =>
    {
        var layout = Drawing.Of(graph, FlowDirection.Right);
        foreach (var edge in graph.Edges)
        {
            var (from, to) = (layout.Nodes[edge.From], layout.Nodes[edge.To]);
            var route = layout.Edges[edge.Id];
            Assert.Equal(edge.From == edge.To, route.Loop);
            if (!route.Loop) Assert.True(route.Reversed ? from.Layer > to.Layer && from.X > to.X : from.Layer < to.Layer && from.X < to.X, edge.Id);
        }
        var left = graph.Edges.Where(e => layout.Edges[e.Id] is { Reversed: false, Loop: false }).ToList();
        if (Drawing.IsAcyclic(graph.Edges)) Assert.Equal(graph.Edges.Count, left.Count);
    }));

    [Fact]
    public void Layout_OfAnyGraph_RunsNoEdgeThroughANode() => FsCheck.Check.One(Runs, Prop.ForAll(Graphs(), graph => Drawing.AssertClear(graph, Drawing.Of(graph, FlowDirection.Down))));

    [Fact]
    public void Layout_InAnyOrderOfItsParts_IsTheSame() => FsCheck.Check.One(Runs, Prop.ForAll(Graphs(), Orders(), (graph, order) =>
    {
        var turned = new Sketch([.. graph.Nodes.Reverse()], [.. graph.Edges.Select((e, i) => (Edge: e, Rank: order[i % order.Length])).OrderBy(e => e.Rank).Select(e => e.Edge)]);
        Assert.Equal(Drawing.Text(Drawing.Of(graph, FlowDirection.Right), graph), Drawing.Text(Drawing.Of(turned, FlowDirection.Right), graph));
    }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Layout_OfATree_HasNoCrossing(bool gathers) => FsCheck.Check.One(Runs, Prop.ForAll(Trees(gathers), tree => Assert.Equal(0, Drawing.CrossingsOf(tree))));

    [Theory]
    [InlineData("a>b b>c a>d d>c")]
    [InlineData("a>b a>c b>d c>d d>e d>f e>g f>g")]
    [InlineData("a>b b>c c>d a>c b>d")]
    [InlineData("a>c b>c c>d c>e")]
    [InlineData("a>b c>d b>e d>e e>f e>g f>h g>i")]
    [InlineData("a>b b>c c>a")]
    [InlineData("a>b a>b b>b")]
    public void Layout_OfAGraphThatCanBeDrawnWithout_HasNoCrossing(string edges) => Assert.Equal(0, Drawing.CrossingsOf(Sketch.Parse(edges)));

    [Fact]
    public void Layout_OfNothing_IsEmpty()
    {
        var layout = LayeredLayout.Of([], []);
        Assert.Equal((0, 0, 0), (layout.Width, layout.Height, layout.Nodes.Count));
    }

    [Fact]
    public void Layout_OfASourceThatIsNeededLate_PutsItNextToWhatNeedsIt()
    {
        var graph = Sketch.Parse("a>b b>c c>d x>d");
        Assert.Equal(2, Drawing.Of(graph, FlowDirection.Right).Nodes["x"].Layer);
    }

    [Theory]
    [InlineData("a", "b", "'b', which is no node")]
    public void Layout_OfAnEdgeToNowhere_IsRefused(string from, string to, string words)
    {
        var error = Assert.Throws<ArgumentException>(() => LayeredLayout.Of([new LayoutNode(from, 1, 1)], [new LayoutEdge("e", from, to)]));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static Arbitrary<Sketch> Graphs() => Arb.From(
        from count in Gen.Choose(0, 14)
        from pairs in Gen.Choose(0, Math.Max(0, count - 1)).Two().ArrayOf().Select(p => count == 0 ? [] : p)
        from between in Gen.Elements(true, false).ArrayOf(count)
        select Sketch.Of(count, pairs.Select(p => (p.Item1, p.Item2)), between));

    private static Arbitrary<int[]> Orders() => Arb.From(Gen.Choose(0, 1000).ArrayOf(97));

    private static Arbitrary<Sketch> Trees(bool gathers) => Arb.From(
        from count in Gen.Choose(1, 25)
        from seeds in Gen.Choose(0, 1000).ArrayOf(count)
        select Sketch.Of(count, Enumerable.Range(1, count - 1).Select(i => gathers ? (i, seeds[i] % i) : (seeds[i] % i, i)), new bool[count]));
}
