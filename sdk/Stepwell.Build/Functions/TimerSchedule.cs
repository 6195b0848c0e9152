using System.Globalization;

namespace Stepwell.Build.Functions;

/// <summary>When the timer of a cron fires.</summary>
/// <remarks>
/// The Functions host reads schedules in UTC (a Flex plan knows no other zone), and the rules of a zone change while an app is deployed.
/// So a zone is not resolved here: the timer of such a cron fires at each time that could be due somewhere, and the runner, which
/// knows the zone, decides. Offsets from UTC are multiples of a quarter of an hour: the minutes of the schedule and those a quarter, a half and three quarters later,
/// of every hour, hold every occurrence. Where clocks are set forward over one, it runs at the change, which is at a quarter too.
/// </remarks>
internal static class TimerSchedule
{
    private const int Quarter = 15;
    private const int Minutes = 60;

    /// <summary>The NCRONTAB expression of the timer, in UTC.</summary>
    public static string Of(string expression, string? zone)
    {
        if (zone is null || IsUtc(zone)) return expression;
        var fields = expression.Split(' ');
        return $"{fields[0]} {Widen(fields[1])} * * * *";
    }

    private static bool IsUtc(string zone) => zone is "UTC" or "Etc/UTC";

    private static string Widen(string minutes)
    {
        var all = new SortedSet<int>();
        foreach (var part in minutes.Split(','))
            foreach (var minute in Read(part))
                for (var shift = 0; shift < Minutes; shift += Quarter)
                {
                    all.Add((minute + shift) % Minutes);
                    all.Add(shift);
                }
        return all.Count == Minutes ? "*" : string.Join(",", all.Select(m => m.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The minutes of one part of the field: <c>*</c>, <c>5</c>, <c>5-10</c>, each with a step such as <c>*/10</c> or not.</summary>
    private static IEnumerable<int> Read(string part)
    {
        var slash = part.IndexOf('/');
        var step = slash < 0 ? 1 : Math.Max(1, Number(part.Substring(slash + 1)));
        var range = slash < 0 ? part : part.Substring(0, slash);
        var dash = range.IndexOf('-');
        var (from, to) = range == "*" ? (0, Minutes - 1)
            : dash > 0 ? (Number(range.Substring(0, dash)), Number(range.Substring(dash + 1)))
            : slash < 0 ? (Number(range), Number(range))
            : (Number(range), Minutes - 1);
        // A range that is written backwards means the same.
        if (from > to) (from, to) = (to, from);
        for (var minute = from; minute <= to; minute += step) yield return minute;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
