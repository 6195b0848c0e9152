using Microsoft.Extensions.Logging;
using Stepwell.Messaging;
using Stepwell.Running;

namespace Stepwell.Bus;

/// <summary>Receives for handlers without order: what is repeated or given back goes on as a copy, so that nothing is held meanwhile.</summary>
internal sealed class UnorderedReceiver(StepRuntime runtime, StepRunner runner, CopySender copies, Slots slots, Suspects suspects, ILogger log)
{
    private const string ProcessEnded = "The process ended during the last attempt, or could not tell how it went.";
    private static readonly TimeSpan SuspectAgain = TimeSpan.FromSeconds(2);

    /// <summary>What waits longer for its turn is noted to do so.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    private readonly TimeProvider time = runtime.Time;

    internal async Task ReceiveAsync(Reception reception, CancellationToken stopping)
    {
        var (message, handler) = (reception.Message, reception.Handler);
        var wait = new WaitNote(runtime.Store, time, reception, log);
        if (message.DeliveryCount > 1) await wait.WaitsAsync().ConfigureAwait(false);
        var begun = message.DeliveryCount - 1 - wait.Uncounted;
        var attempt = Messages.Number(message.Properties, MessageProperties.Attempt, 1) + begun;
        var returns = Messages.Number(message.Properties, MessageProperties.Returns, 0);
        var lost = begun > 0 ? ProcessEnded : message.Properties.GetValueOrDefault(MessageProperties.Lost) as string;
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
            result = await RunAsync(reception, wait, attempt, returns, lost, stopping).ConfigureAwait(false);
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

    private async Task<DeliveryResult> RunAsync(Reception reception, WaitNote wait, int attempt, int returns, string? lost, CancellationToken stopping)
    {
        try
        {
            await EnterAsync(reception, wait, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new(DeliveryEnd.Returned);
        }
        try
        {
            await wait.BeginsAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            slots.Leave(reception.Handler);
            log.NotNoted(e, reception.Handler.Name, reception.Envelope.TraceId);
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
                MayBeDuplicate = attempt > 1 || reception.Message.DeliveryCount > 1 || returns > 0 || MessageIds.MayComeTwice(reception.Envelope),
                LostAttempt = lost,
            }, stopping).ConfigureAwait(false);
        }
        finally
        {
            slots.Leave(reception.Handler);
        }
    }
    private async Task EnterAsync(Reception reception, WaitNote wait, CancellationToken stopping)
    {
        var turn = slots.EnterAsync(reception.Handler, stopping);
        if (!turn.IsCompleted && !wait.IsWanted)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var first = await Task.WhenAny(turn, Task.Delay(LongWait, time, patience.Token)).ConfigureAwait(false);
            await patience.CancelAsync().ConfigureAwait(false);
            if (first != turn && !stopping.IsCancellationRequested) await wait.WaitsAsync().ConfigureAwait(false);
        }
        await turn.ConfigureAwait(false);
    }
}
