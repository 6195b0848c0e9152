using Stepwell.Workbench.Graph.Layout;

namespace Stepwell.Workbench.Tests.Graph;

/// <summary>What must be true of every drawing.</summary>
internal static class Drawing
{
    private const double Slack = 0.01;
    private const int Samples = 12;

    internal static GraphLayout Of(Sketch graph, FlowDirection direction) => LayeredLayout.Of(graph.Nodes, graph.Edges, direction);

    internal static void AssertFits(GraphLayout layout)
    {
        foreach (var box in layout.Nodes.Values)
        {
            Assert.True(double.IsFinite(box.X) && double.IsFinite(box.Y));
            Assert.True(box.X >= -Slack && box.Y >= -Slack && box.Right <= layout.Width + Slack && box.Bottom <= layout.Height + Slack, $"{box} of {layout.Width}x{layout.Height}");
        }
        foreach (var point in layout.Edges.Values.SelectMany(e => e.Points))
            Assert.True(point.X >= -Slack && point.Y >= -Slack && point.X <= layout.Width + Slack && point.Y <= layout.Height + Slack, $"{point} of {layout.Width}x{layout.Height}");
    }

    internal static void AssertApart(GraphLayout layout)
    {
        var boxes = layout.Nodes.ToList();
        for (var i = 0; i < boxes.Count; i++)
            for (var j = i + 1; j < boxes.Count; j++)
                Assert.False(Overlap(boxes[i].Value, boxes[j].Value), $"{boxes[i]} {boxes[j]}");
    }

    internal static void AssertClear(Sketch graph, GraphLayout layout)
    {
        foreach (var edge in graph.Edges.Where(e => e.From != e.To))
            foreach (var point in PointsOf(layout.Edges[edge.Id], layout.Direction))
                foreach (var (id, box) in layout.Nodes)
                    Assert.False(id != edge.From && id != edge.To && Inside(box, point), $"{edge} at {point} runs through {id} {box}");
    }

    internal static int CrossingsOf(Sketch graph)
    {
        var layout = Of(graph, FlowDirection.Right);
        var lines = graph.Edges.Where(e => e.From != e.To).Select(e => PointsOf(layout.Edges[e.Id], layout.Direction).ToList()).ToList();
        var sum = 0;
        for (var i = 0; i < lines.Count; i++)
            for (var j = i + 1; j < lines.Count; j++)
                if (Cross(lines[i], lines[j]))
                    sum++;
        return sum;
    }

    internal static string Text(GraphLayout layout, Sketch graph) => string.Join('\n',
        graph.Nodes.Select(n => $"{n.Id} {layout.Nodes[n.Id]}").Concat(graph.Edges.Select(e => $"{e.Id} {PathText.Of(layout.Edges[e.Id], layout.Direction)}")));

    internal static bool IsAcyclic(IReadOnlyList<LayoutEdge> edges)
    {
        var left = edges.ToList();
        while (left.Count > 0)
        {
            var targets = left.Select(e => e.To).ToHashSet();
            if (left.RemoveAll(e => !targets.Contains(e.From)) == 0) return false;
        }
        return true;
    }

    private static IEnumerable<GraphPoint> PointsOf(EdgeRoute route, FlowDirection direction)
    {
        for (var i = 1; i < route.Points.Count; i++)
        {
            var (a, d) = (route.Points[i - 1], route.Points[i]);
            var (b, c) = PathText.Bends(a, d, direction);
            for (var n = 0; n <= Samples; n++)
            {
                var (t, u) = (n / (double)Samples, 1 - (n / (double)Samples));
                yield return new((u * u * u * a.X) + (3 * u * u * t * b.X) + (3 * u * t * t * c.X) + (t * t * t * d.X), (u * u * u * a.Y) + (3 * u * u * t * b.Y) + (3 * u * t * t * c.Y) + (t * t * t * d.Y));
            }
        }
    }

    private static bool Cross(List<GraphPoint> first, List<GraphPoint> second)
    {
        for (var i = 1; i < first.Count; i++)
            for (var j = 1; j < second.Count; j++)
                if (Turn(first[i - 1], first[i], second[j - 1]) * Turn(first[i - 1], first[i], second[j]) < -Slack && Turn(second[j - 1], second[j], first[i - 1]) * Turn(second[j - 1], second[j], first[i]) < -Slack)
                    return true;
        return false;
    }

    private static double Turn(GraphPoint a, GraphPoint b, GraphPoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));

    private static bool Inside(NodeBox box, GraphPoint p) => p.X > box.X + Slack && p.X < box.Right - Slack && p.Y > box.Y + Slack && p.Y < box.Bottom - Slack;

    private static bool Overlap(NodeBox a, NodeBox b) => a.X < b.Right - Slack && b.X < a.Right - Slack && a.Y < b.Bottom - Slack && b.Y < a.Bottom - Slack;
}
