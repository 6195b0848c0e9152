using Microsoft.Extensions.Options;
using Stepwell;

namespace OrderDesk;

/// <summary>Confirms an order that is priced and reserved; a large one has to wait for a person.</summary>
[OnAll<OrderPriced, StockReserved>, Emits<ApprovalRequested>]
public sealed class ConfirmOrder(IOptions<OrderDeskOptions> options)
{
    public async Task<OrderConfirmed?> HandleAsync(OrderPriced priced, StockReserved reserved, StepContext step)
    {
        if (priced.Total <= options.Value.ApprovalLimit) return await Decision.ConfirmAsync(step, priced.Total);
        if (await step.State.GetAsync(Keys.Status) is { IsDecided: true }) return null;
        step.State.Set(Keys.Status, new OrderStatus(OrderState.AwaitingApproval));
        WaitingRoom.Enter(step);
        step.Emit(new ApprovalRequested(reserved.OrderId, priced.Total));
        return null;
    }
}
