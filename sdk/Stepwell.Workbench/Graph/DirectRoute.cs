using System.Globalization;
using Stepwell.Workbench.Graph.Layout;

namespace Stepwell.Workbench.Graph;

/// <summary>The way between two nodes of which one was moved by hand. <c>50-flow.js</c> draws the same while it is moved.</summary>
internal static class DirectRoute
{
    private const double LeastBend = 30;

    internal static string Path(NodeBox from, NodeBox to, FlowDirection direction)
    {
        var (start, end) = (End(from, leaves: true, direction), End(to, leaves: false, direction));
        var right = direction == FlowDirection.Right;
        var bend = Math.Max(LeastBend, Math.Abs(right ? end.X - start.X : end.Y - start.Y) / 2);
        var (first, second) = right
            ? (new GraphPoint(start.X + bend, start.Y), new GraphPoint(end.X - bend, end.Y))
            : (new GraphPoint(start.X, start.Y + bend), new GraphPoint(end.X, end.Y - bend));
        return $"M{Text(start)}C{Text(first)} {Text(second)} {Text(end)}";
    }

    /// <summary>Where edges leave a node, or reach it.</summary>
    internal static GraphPoint End(NodeBox box, bool leaves, FlowDirection direction) => direction == FlowDirection.Right
        ? new(leaves ? box.Right : box.X, box.Y + (box.Height / 2))
        : new(box.X + (box.Width / 2), leaves ? box.Bottom : box.Y);

    private static string Text(GraphPoint p) => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}");
}
