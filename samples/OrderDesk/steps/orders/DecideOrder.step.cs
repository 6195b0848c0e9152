using System.ComponentModel.DataAnnotations;
using Stepwell;

namespace OrderDesk;

/// <summary>Takes a person's decision on an order that waits for it.</summary>
[Post("/orders/{orderId}/approval"), InTrace("{orderId}"), Use<Audit>]
[Responds(404, Description = "There is no such order."), Responds(409, Description = "The order does not wait for a decision.")]
[Emits<OrderConfirmed>, Emits<OrderRejected>]
public sealed class DecideOrder
{
    public async Task<ApiResult<OrderStatus>> HandleAsync(Approval body, StepContext step)
    {
        var status = await step.State.GetAsync(Keys.Status);
        if (status is null) return ApiResult.NotFound("There is no such order.");
        if (status.State != OrderState.AwaitingApproval) return ApiResult.Conflict("The order does not wait for a decision.");
        if (body.Approved) step.Emit((await Decision.ConfirmAsync(step, await step.State.GetAsync(Keys.Total) ?? 0))!);
        else step.Emit((await Decision.RejectAsync(step, body.Note ?? "A person rejected the order."))!);
        WaitingRoom.Leave(step);
        return (await step.State.GetAsync(Keys.Status))!;
    }
}

/// <summary>A person's decision.</summary>
public sealed record Approval(bool Approved, [MaxLength(200)] string? Note = null);
