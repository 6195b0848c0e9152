using System.Globalization;
using System.Text;

namespace Stepwell.Workbench.Graph.Layout;

/// <summary>Writes ways as SVG paths.</summary>
internal static class PathText
{
    private const double Straight = 0.05;

    /// <summary>The <c>d</c> of a way.</summary>
    internal static string Of(EdgeRoute route, FlowDirection direction)
    {
        var points = route.Points;
        var text = new StringBuilder("M").Append(Text(points[0]));
        if (route.Loop) return text.Append(CultureInfo.InvariantCulture, $"C{Text(points[1])} {Text(points[2])} {Text(points[3])}").ToString();
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            if (Math.Abs(direction == FlowDirection.Right ? from.Y - to.Y : from.X - to.X) < Straight) text.Append('L').Append(Text(to));
            else text.Append(CultureInfo.InvariantCulture, $"C{Curve(from, to, direction)}");
        }
        return text.ToString();
    }

    /// <summary>The two points that an S from one point to another bends towards.</summary>
    internal static (GraphPoint First, GraphPoint Second) Bends(GraphPoint from, GraphPoint to, FlowDirection direction) => direction == FlowDirection.Right
        ? (new((from.X + to.X) / 2, from.Y), new((from.X + to.X) / 2, to.Y))
        : (new(from.X, (from.Y + to.Y) / 2), new(to.X, (from.Y + to.Y) / 2));

    private static string Curve(GraphPoint from, GraphPoint to, FlowDirection direction)
    {
        var (first, second) = Bends(from, to, direction);
        return $"{Text(first)} {Text(second)} {Text(to)}";
    }

    private static string Text(GraphPoint p) => $"{Number(p.X)},{Number(p.Y)}";

    private static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
