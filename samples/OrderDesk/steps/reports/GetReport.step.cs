using Microsoft.AspNetCore.Authorization;
using Stepwell;

namespace OrderDesk;

/// <summary>Shows a day's figures as they are now.</summary>
[Get("/reports/{day}"), Authorize, Responds(401, Description = "The header X-Api-Key is missing or wrong.")]
public sealed class GetReport
{
    public async Task<ReportView> HandleAsync(DateOnly day, StepContext step)
    {
        var report = await DayReport.ReadAsync(step, ShopDay.Text(day));
        return new(day, report.Confirmed, report.Rejected, report.Revenue);
    }
}

/// <summary>A day's figures.</summary>
public sealed record ReportView(DateOnly Day, int Confirmed, int Rejected, decimal Revenue);
