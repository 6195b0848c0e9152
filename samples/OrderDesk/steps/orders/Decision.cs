using Stepwell;

namespace OrderDesk;

/// <summary>
/// The decision on an order, taken once: the status is read and then written, so of two decisions at the same moment
/// one is discarded, run again, and finds the order decided.
/// </summary>
internal static class Decision
{
    /// <returns>The event to emit; null where the order was decided before.</returns>
    public static async Task<OrderConfirmed?> ConfirmAsync(StepContext step, decimal total)
    {
        if (!await IsOpenAsync(step)) return null;
        step.State.Set(Keys.Status, new OrderStatus(OrderState.Confirmed));
        return new OrderConfirmed(step.TraceId, total, ShopDay.Of(step.Time.GetUtcNow()));
    }

    /// <inheritdoc cref="ConfirmAsync"/>
    public static async Task<OrderRejected?> RejectAsync(StepContext step, string reason)
    {
        if (!await IsOpenAsync(step)) return null;
        step.State.Set(Keys.Status, new OrderStatus(OrderState.Rejected, reason));
        return new OrderRejected(step.TraceId, reason, ShopDay.Of(step.Time.GetUtcNow()));
    }

    private static async Task<bool> IsOpenAsync(StepContext step) => await step.State.GetAsync(Keys.Status) is { IsDecided: false };
}
