using Stepwell;

namespace OrderDesk;

/// <summary>Rejects an order that no person and no price has rejected.</summary>
public sealed class RejectOrder
{
    [On<StockRefused>]
    public Task<OrderRejected?> OutOfStockAsync(StockRefused e, StepContext step) => Decision.RejectAsync(step, e.Reason);

    [On<ApprovalExpired>]
    public Task<OrderRejected?> TooLateAsync(ApprovalExpired e, StepContext step)
    {
        // Also where the order is decided already: then the waiting room is behind.
        WaitingRoom.Leave(step);
        return Decision.RejectAsync(step, "Nobody decided in time.");
    }
}
