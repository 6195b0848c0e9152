using Stepwell.Messaging;

namespace Stepwell.Running;

/// <summary>Sees one delivery to its end, over as many attempts as other attempts' changes make necessary.</summary>
internal sealed class Supervision(StepRunner runner, CancellationToken stopping, Action<EventDelivery, DeliveryResult, object?> ended, object? state) : IAttemptWatch
{
    private int discards;

    public void Ended(EventAttempt attempt, Exception? failure) => _ = FinishAsync(attempt, failure);

    private async Task FinishAsync(EventAttempt attempt, Exception? failure)
    {
        attempt.Effects?.Close();
        if (await runner.FinishAsync(attempt, failure, discards, stopping).ConfigureAwait(false) is { } result)
        {
            ended(attempt.Delivery, result, state);
            return;
        }
        await Rivals.StepAsideAsync(discards++).ConfigureAwait(false);
        ThreadPool.QueueUserWorkItem(static again => again.Execute(), runner.NewAttempt(attempt.Delivery, this, stopping), preferLocal: false);
    }
}
