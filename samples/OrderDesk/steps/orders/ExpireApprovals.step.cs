using Microsoft.Extensions.Options;
using Stepwell;

namespace OrderDesk;

/// <summary>Looks for orders that have waited for a person for too long.</summary>
[Cron("0 */10 * * * *")]
public sealed class ExpireApprovals(IOptions<OrderDeskOptions> options)
{
    // One attempt may emit 90 events; the rest is the next tick's.
    private const int AtOnce = 50;

    [Emits<ApprovalExpired>]
    public async Task HandleAsync(CronTick tick, StepContext step)
    {
        foreach (var orderId in (await WaitingRoom.SinceAsync(step, step.Time.GetUtcNow() - options.Value.ApprovalPatience)).Take(AtOnce))
            // Only asks: whether the order still waits is seen in its own trace, where the decision is taken.
            step.Emit(new ApprovalExpired(orderId), new EmitOptions { TraceId = orderId });
    }
}
