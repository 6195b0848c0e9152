using System.Globalization;
using System.Text;

namespace Stepwell.Workbench.Components;

/// <summary>Lines of charts as SVG paths.</summary>
internal static class ChartPath
{
    /// <summary>A line through values at equal distances; where there is none, it breaks.</summary>
    internal static string Line(IReadOnlyList<double?> values, double top, double width, double height, double margin)
    {
        var path = new StringBuilder();
        var pen = false;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                pen = false;
                continue;
            }
            var (x, y) = (X(i, values.Count, width), Y(value, top, height, margin));
            path.Append(CultureInfo.InvariantCulture, $"{(pen ? 'L' : 'M')}{x:0.##} {y:0.##}");
            pen = true;
        }
        return path.ToString();
    }

    /// <summary>The values that are no part of such a line, having none beside them: points, to be drawn with a thick round end.</summary>
    internal static string Points(IReadOnlyList<double?> values, double top, double width, double height, double margin)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
            if (values[i] is { } value && (i == 0 || values[i - 1] is null) && (i + 1 == values.Count || values[i + 1] is null))
                path.Append(CultureInfo.InvariantCulture, $"M{X(i, values.Count, width):0.##} {Y(value, top, height, margin):0.##}h.01");
        return path.ToString();
    }

    /// <summary>The area under such a line; a missing value counts as 0.</summary>
    internal static string Area(IReadOnlyList<double?> values, double top, double width, double height, double margin)
    {
        // What is not known yet at the end is left out.
        var count = values.Count;
        while (count > 0 && values[count - 1] is null) count--;
        if (count == 0) return "";
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M0 {height:0.##}");
        for (var i = 0; i < count; i++) path.Append(CultureInfo.InvariantCulture, $"L{X(i, values.Count, width):0.##} {Y(values[i] ?? 0, top, height, margin):0.##}");
        return path.Append(CultureInfo.InvariantCulture, $"L{X(count - 1, values.Count, width):0.##} {height:0.##}Z").ToString();
    }

    /// <summary>The least of 1, 2, 2.5 and 5 times a power of ten that is at least a value.</summary>
    internal static double RoundUp(double value)
    {
        if (value <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        foreach (var step in (double[])[1, 2, 2.5, 5])
            if (value <= step * power * (1 + 1e-9)) return step * power;
        return 10 * power;
    }

    private static double X(int i, int count, double width) => count < 2 ? 0 : width * i / (count - 1);

    private static double Y(double value, double top, double height, double margin) => height - margin - (top <= 0 ? 0 : Math.Min(1, value / top) * (height - (2 * margin)));
}
