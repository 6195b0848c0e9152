using NCrontab;

namespace Stepwell.Scheduling;

/// <summary>The occurrences of an NCRONTAB expression in a time zone.</summary>
/// <remarks>
/// Where clocks are set forward, a fixed time that falls into the gap runs at its end. Where they are set back, a fixed time
/// runs once, at its first pass. A schedule of every hour (or of every so many) knows neither: it goes on as time does.
/// </remarks>
public sealed class CronSchedule
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };
    private readonly CrontabSchedule schedule;
    private readonly TimeZoneInfo zone;
    private readonly bool everyHour;

    private CronSchedule(string expression, CrontabSchedule schedule, TimeZoneInfo zone)
    {
        Expression = expression;
        this.schedule = schedule;
        this.zone = zone;
        everyHour = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2].StartsWith('*');
    }

    /// <summary>The expression with six fields.</summary>
    public string Expression { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="expression">Five or six fields.</param>
    /// <param name="timeZone">IANA or Windows name; null for UTC.</param>
    /// <exception cref="StepException">The expression (SW1020) or the zone (SW1021) is not known.</exception>
    public static CronSchedule Parse(string expression, string? timeZone)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var six = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == 5 ? "0 " + expression : expression;
        var parsed = CrontabSchedule.TryParse(six, WithSeconds)
            ?? throw new StepException("SW1020", $"'{expression}' is no schedule. Write six fields: second minute hour day month weekday, e.g. '0 30 6 * * *' for half past six every day.");
        if (timeZone is null) return new(six, parsed, TimeZoneInfo.Utc);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            throw new StepException("SW1021", $"There is no time zone '{timeZone}' on this machine. Write an IANA name such as 'Europe/Berlin' or a Windows name such as 'W. Europe Standard Time', or leave TimeZone out for UTC.");
        return new(six, parsed, zone);
    }

    /// <summary>The first occurrence after a time; null where there is none within the calendar.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (everyHour) return NextAsTimeGoes(after);
        var local = TimeZoneInfo.ConvertTime(after, zone);
        // In the second pass of a repeated hour the local clock lies before what has run already.
        var cursor = zone.IsAmbiguousTime(local.DateTime) ? Later(local) : local.DateTime;
        while (true)
        {
            var next = schedule.GetNextOccurrence(cursor);
            if (next >= DateTime.MaxValue.Date) return null;
            if (Instant(next, after) is { } found) return found;
            cursor = next;
        }
    }

    /// <summary>The last occurrence at or before a time and after another; null for none.</summary>
    public DateTimeOffset? Latest(DateTimeOffset after, DateTimeOffset upTo)
    {
        DateTimeOffset? latest = null;
        // Halving the span finds it without walking through every tick of a long pause.
        var (low, high) = (after, upTo);
        while (Next(low) is { } next && next <= upTo)
        {
            latest = next;
            low = next;
            while (high - low > TimeSpan.FromHours(1))
            {
                var middle = low + ((high - low) / 2);
                if (Next(middle) is { } beyond && beyond <= upTo)
                {
                    latest = beyond;
                    low = beyond;
                }
                else
                {
                    high = middle;
                }
            }
        }
        return latest;
    }

    /// <summary>The instant of a local time; null where it is not after <paramref name="after"/>.</summary>
    private DateTimeOffset? Instant(DateTime local, DateTimeOffset after)
    {
        if (zone.IsInvalidTime(local))
        {
            var gapEnd = local;
            while (zone.IsInvalidTime(gapEnd)) gapEnd = gapEnd.AddMinutes(1);
            local = new DateTime(gapEnd.Year, gapEnd.Month, gapEnd.Day, gapEnd.Hour, gapEnd.Minute, 0);
        }
        if (!zone.IsAmbiguousTime(local)) return IfAfter(new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime(), after);
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return IfAfter(new DateTimeOffset(local, offsets.Max()).ToUniversalTime(), after);
    }

    /// <summary>Reads the clock as if it were never set, up to where it is, and from there on as it is then.</summary>
    private DateTimeOffset? NextAsTimeGoes(DateTimeOffset after)
    {
        var from = after;
        while (true)
        {
            var offset = zone.GetUtcOffset(from);
            var local = from.ToOffset(offset).DateTime;
            // The moment of a change may itself be an occurrence.
            var next = schedule.GetNextOccurrence(from == after ? local : local.AddTicks(-1));
            if (next >= DateTime.MaxValue.Date) return null;
            var found = new DateTimeOffset(next, offset);
            if (zone.GetUtcOffset(found) == offset) return found.ToUniversalTime();
            from = ChangeBetween(from, found, offset);
        }
    }

    /// <summary>The first moment at which an offset holds no longer.</summary>
    private DateTimeOffset ChangeBetween(DateTimeOffset holds, DateTimeOffset holdsNot, TimeSpan offset)
    {
        while (holdsNot - holds > TimeSpan.FromTicks(1))
        {
            var middle = holds + ((holdsNot - holds) / 2);
            if (zone.GetUtcOffset(middle) == offset) holds = middle;
            else holdsNot = middle;
        }
        return holdsNot;
    }

    private DateTime Later(DateTimeOffset local)
    {
        var offsets = zone.GetAmbiguousTimeOffsets(local.DateTime);
        if (local.Offset == offsets.Max()) return local.DateTime;
        var end = local.DateTime;
        while (zone.IsAmbiguousTime(end)) end = end.AddMinutes(1);
        return end.AddSeconds(-end.Second).AddSeconds(-1);
    }

    private static DateTimeOffset? IfAfter(DateTimeOffset instant, DateTimeOffset after) => instant > after ? instant : null;
}
