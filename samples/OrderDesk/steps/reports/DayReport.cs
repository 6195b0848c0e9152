using Stepwell;

namespace OrderDesk;

/// <summary>What a day brought; kept in the group <c>reports/&lt;day&gt;</c>, one key per handler that writes.</summary>
public sealed record DayReport(int Confirmed, decimal Revenue, int Rejected)
{
    public static readonly StateKey<Sales> SalesKey = new("sales");
    public static readonly StateKey<int> RejectedKey = new("rejected");

    public static string Group(string day) => "reports/" + day;

    public static async Task<DayReport> ReadAsync(StepContext step, string day)
    {
        ArgumentNullException.ThrowIfNull(step);
        var group = step.State.In(Group(day));
        var sales = await group.GetAsync(SalesKey) ?? new(0, 0);
        return new(sales.Orders, sales.Revenue, await group.GetAsync(RejectedKey));
    }
}

/// <summary>The confirmed orders of a day.</summary>
public sealed record Sales(int Orders, decimal Revenue);
