namespace Stepwell.Workbench.Pages.Traces;

/// <summary>
/// Where moments of a trace lie on its waterfall. Stretches in which nothing happened, because a retry was due later or a person had to
/// decide, are drawn short and marked: else the work of milliseconds could not be seen beside the waiting of hours.
/// </summary>
public sealed class TimeScale
{
    private const double BreakWidth = 5;
    private const double MostBreaks = 40;
    private readonly IReadOnlyList<Piece> pieces;

    private TimeScale(IReadOnlyList<Piece> pieces, IReadOnlyList<Break> breaks, IReadOnlyList<Tick> ticks) => (this.pieces, Breaks, Ticks) = (pieces, breaks, ticks);

    private sealed record Piece(double From, double To, double Left, double Width, bool Idle);

    /// <summary>A stretch that is drawn short.</summary>
    /// <param name="Left">Where it begins, in percent.</param>
    /// <param name="Width">How wide it is drawn, in percent.</param>
    /// <param name="Ms">How long it really is.</param>
    public sealed record Break(double Left, double Width, double Ms);

    /// <summary>A mark on the axis.</summary>
    /// <param name="Left">Where it is, in percent.</param>
    /// <param name="Ms">The time since the start.</param>
    public sealed record Tick(double Left, double Ms);

    /// <summary>The stretches that are drawn short.</summary>
    public IReadOnlyList<Break> Breaks { get; }

    /// <summary>The marks on the axis.</summary>
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Where a moment lies, in percent.</summary>
    /// <param name="ms">The time since the start.</param>
    public double At(double ms)
    {
        foreach (var piece in pieces)
            if (ms <= piece.To)
                return piece.To == piece.From ? piece.Left : piece.Left + (piece.Width * Math.Clamp((ms - piece.From) / (piece.To - piece.From), 0, 1));
        return 100;
    }

    /// <summary>A scale for stretches of waiting and work, in milliseconds since the start.</summary>
    /// <param name="busy">The stretches, in any order.</param>
    public static TimeScale Of(IEnumerable<(double From, double To)> busy)
    {
        var merged = Merge(busy);
        var active = merged.Sum(b => b.To - b.From);
        // An idle stretch is only cut where it would take more room than it is given.
        var idle = merged.Zip(merged.Skip(1), (a, b) => (From: a.To, b.From)).ToList();
        var cut = idle.Where(i => i.Item2 - i.From > Math.Max(active * 0.25, 1)).Select(i => i.From).ToHashSet();
        var share = cut.Count == 0 ? 0 : Math.Min(BreakWidth, MostBreaks / cut.Count);
        var shown = active + idle.Where(i => !cut.Contains(i.From)).Sum(i => i.Item2 - i.From);
        var perMs = shown == 0 ? 0 : (100 - (share * cut.Count)) / shown;
        var (pieces, breaks, left) = (new List<Piece>(), new List<Break>(), 0.0);
        for (var i = 0; i < merged.Count; i++)
        {
            if (i > 0)
            {
                var (from, to) = idle[i - 1];
                var width = cut.Contains(from) ? share : (to - from) * perMs;
                if (cut.Contains(from)) breaks.Add(new(left, width, to - from));
                pieces.Add(new(from, to, left, width, cut.Contains(from)));
                left += width;
            }
            pieces.Add(new(merged[i].From, merged[i].To, left, (merged[i].To - merged[i].From) * perMs, false));
            left += pieces[^1].Width;
        }
        var scale = new TimeScale(pieces, breaks, []);
        return new(pieces, breaks, Marks(scale, pieces));
    }

    private static List<(double From, double To)> Merge(IEnumerable<(double From, double To)> busy)
    {
        var merged = new List<(double From, double To)>();
        foreach (var (from, to) in busy.OrderBy(b => b.From))
        {
            if (merged.Count > 0 && from <= merged[^1].To) merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            else merged.Add((from, to));
        }
        if (merged.Count == 0) merged.Add((0, 1));
        return merged;
    }

    /// <summary>Round times about a fifth of the width apart, on each side of what is cut.</summary>
    private static List<Tick> Marks(TimeScale scale, List<Piece> pieces)
    {
        var ticks = new List<Tick>();
        for (var i = 0; i < pieces.Count;)
        {
            var end = i;
            while (end + 1 < pieces.Count && !pieces[end + 1].Idle) end++;
            var (from, to) = (pieces[i].From, pieces[end].To);
            var width = pieces[end].Left + pieces[end].Width - pieces[i].Left;
            Add(ticks, scale, from);
            var step = Round((to - from) * 18 / Math.Max(width, 1));
            for (var at = from == 0 ? step : (Math.Floor(from / step) + 1) * step; step > 0 && at < to && width >= 24; at += step) Add(ticks, scale, at);
            i = end + 2;
        }
        return ticks;
    }

    private static void Add(List<Tick> ticks, TimeScale scale, double ms)
    {
        var left = scale.At(ms);
        if (left <= 93 && (ticks.Count == 0 || left - ticks[^1].Left >= 11)) ticks.Add(new(left, ms));
    }

    private static double Round(double ms)
    {
        if (ms <= 0) return 0;
        var power = Math.Pow(10, Math.Floor(Math.Log10(ms)));
        return (ms / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
