using Stepwell;

namespace OrderDesk;

/// <summary>What a day brought; kept in the group <c>reports/&lt;day&gt;</c>.</summary>
public sealed record DayReport(int Confirmed = 0, int Rejected = 0, decimal Revenue = 0)
{
    public static readonly StateKey<DayReport> Key = new("report");

    public static string Group(string day) => "reports/" + day;
}
