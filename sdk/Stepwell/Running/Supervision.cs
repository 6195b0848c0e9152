using Stepwell.Messaging;

namespace Stepwell.Running;

/// <summary>Sees one delivery to its end, over as many attempts as other attempts' changes make necessary.</summary>
internal sealed class Supervision(StepRunner runner, CancellationToken stopping, Action<EventDelivery, DeliveryResult, object?> ended, object? state) : IAttemptWatch
{
    private int discards;

    public void Ended(EventAttempt attempt, Exception? failure) => _ = FinishAsync(attempt, failure);

    private async Task FinishAsync(EventAttempt attempt, Exception? failure)
    {
        DeliveryResult result;
        try
        {
            attempt.Effects?.Close();
            if (await runner.FinishAsync(attempt, failure, discards, stopping).ConfigureAwait(false) is not { } end)
            {
                await Rivals.StepAsideAsync(discards++).ConfigureAwait(false);
                ThreadPool.QueueUserWorkItem(static again => again.Execute(), runner.NewAttempt(attempt.Delivery, this, stopping), preferLocal: false);
                return;
            }
            result = end;
        }
        catch (Exception e)
        {
            // Whoever waits for the end would wait for ever.
            result = runner.Unended(attempt.Delivery, e);
        }
        ended(attempt.Delivery, result, state);
    }
}
