using System.Globalization;
using Microsoft.Extensions.Options;
using Stepwell;

namespace OrderDesk;

/// <summary>Mails the figures of the day that is over, every night at two.</summary>
[Cron("0 0 2 * * *", TimeZone = ShopDay.TimeZone)]
public sealed class NightlyReport(IMailer mailer, IOptions<OrderDeskOptions> options)
{
    public async Task HandleAsync(CronTick tick, StepContext step)
    {
        var day = ShopDay.Before(tick.ScheduledAt);
        var report = await DayReport.ReadAsync(step, day);
        var text = string.Create(CultureInfo.InvariantCulture, $"Confirmed: {report.Confirmed}\nRejected: {report.Rejected}\nRevenue: {report.Revenue:0.00} EUR\n");
        await mailer.SendAsync(step.IdempotencyKey, new Mail(options.Value.ReportTo, $"Orders of {day}", text), step.CancellationToken);
    }
}
