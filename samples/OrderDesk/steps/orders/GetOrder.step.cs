using Stepwell;

namespace OrderDesk;

/// <summary>Shows where an order stands.</summary>
[Get("/orders/{orderId}"), InTrace("{orderId}"), Responds(404, Description = "There is no such order.")]
public sealed class GetOrder
{
    public async Task<ApiResult<OrderView>> HandleAsync(StepContext step)
    {
        // Other traces, such as those of schedules, are no orders.
        if (await step.State.GetAsync(Keys.Order) is not { } order || await step.State.GetAsync(Keys.Status) is not { } status)
            return ApiResult.NotFound("There is no such order.");
        return new OrderView(step.TraceId, status.State, await step.State.GetAsync(Keys.Total), await step.State.GetAsync(Keys.Paid), order.Lines, status.Reason);
    }
}

/// <summary>An order as anybody with its number may see it.</summary>
/// <param name="Total">What it costs; null until it is priced.</param>
/// <param name="Reason">Why it was rejected; null where it was not.</param>
public sealed record OrderView(string OrderId, OrderState Status, decimal? Total, decimal Paid, OrderLine[] Lines, string? Reason);
