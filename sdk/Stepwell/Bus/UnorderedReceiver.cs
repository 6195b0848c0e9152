using Stepwell.Messaging;
using Stepwell.Running;

namespace Stepwell.Bus;

/// <summary>Receives for handlers without order: what is repeated or given back goes on as a copy, so that nothing is held meanwhile.</summary>
internal sealed class UnorderedReceiver(StepRunner runner, CopySender copies, Slots slots, Suspects suspects, TimeProvider time)
{
    private const string ProcessEnded = "The process ended during the last attempt, or could not tell how it went.";
    private static readonly TimeSpan SuspectAgain = TimeSpan.FromSeconds(2);

    internal async Task ReceiveAsync(Reception reception, CancellationToken stopping)
    {
        var (message, handler) = (reception.Message, reception.Handler);
        var attempt = Messages.Number(message.Properties, MessageProperties.Attempt, 1) + message.DeliveryCount - 1;
        var returns = Messages.Number(message.Properties, MessageProperties.Returns, 0);
        var lost = message.DeliveryCount > 1 ? ProcessEnded : message.Properties.GetValueOrDefault(MessageProperties.Lost) as string;
        if (message.DeliveryCount >= Reception.LastDelivery && attempt <= handler.Retry.Attempts)
        {
            // There are attempts left that the broker would not count to the end.
            await copies.ReplaceAsync(reception, attempt, returns + 1, lost, null, stopping).ConfigureAwait(false);
            return;
        }
        if (lost is not null && !suspects.TryEnter())
        {
            // It would be held, and counted as an attempt when the one before it ends the process again.
            await copies.ReplaceAsync(reception, attempt, returns + 1, lost, time.GetUtcNow() + SuspectAgain, stopping).ConfigureAwait(false);
            return;
        }
        DeliveryResult result;
        try
        {
            result = await RunAsync(reception, attempt, returns, lost, stopping).ConfigureAwait(false);
        }
        finally
        {
            if (lost is not null) suspects.Leave();
        }
        switch (result.End)
        {
            case DeliveryEnd.Retry:
                await copies.ReplaceAsync(reception, attempt + 1, 0, null, result.RetryAt, stopping).ConfigureAwait(false);
                break;
            case DeliveryEnd.Returned:
                var due = stopping.IsCancellationRequested ? (DateTimeOffset?)null : time.GetUtcNow() + Pauses.After(returns);
                await copies.ReplaceAsync(reception, attempt, returns + 1, lost, due, stopping).ConfigureAwait(false);
                break;
            default:
                await reception.CompleteAsync().ConfigureAwait(false);
                break;
        }
    }

    private async Task<DeliveryResult> RunAsync(Reception reception, int attempt, int returns, string? lost, CancellationToken stopping)
    {
        try
        {
            await slots.EnterAsync(reception.Handler, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new(DeliveryEnd.Returned);
        }
        try
        {
            return await runner.RunAsync(new EventDelivery
            {
                Envelope = reception.Envelope,
                Handler = reception.Handler,
                Attempt = attempt,
                ReadyAt = reception.Message.EnqueuedTime,
                MayBeDuplicate = attempt > 1 || returns > 0 || MessageIds.MayComeTwice(reception.Envelope),
                LostAttempt = lost,
            }, stopping).ConfigureAwait(false);
        }
        finally
        {
            slots.Leave(reception.Handler);
        }
    }
}
