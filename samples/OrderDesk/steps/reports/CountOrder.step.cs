using Stepwell;

namespace OrderDesk;

/// <summary>Keeps the day's figures. Ordered by day, so that a busy day's orders do not race for one key.</summary>
[InGroup("reports/{Day}"), Ordered]
public sealed class CountOrder
{
    [On<OrderConfirmed>]
    public async Task ConfirmedAsync(OrderConfirmed e, StepContext step) =>
        await step.State.UpdateAsync(DayReport.SalesKey, s => new Sales((s?.Orders ?? 0) + 1, (s?.Revenue ?? 0) + e.Total));

    [On<OrderRejected>]
    public async Task RejectedAsync(OrderRejected e, StepContext step) => await step.State.UpdateAsync(DayReport.RejectedKey, n => n + 1);
}
