using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Messaging;

namespace Stepwell.Bus;

/// <summary>One message in the hands of one handler.</summary>
internal sealed class Reception(HandlerDefinition handler, EventEnvelope envelope, ReceivedMessage message, IMessageSettlement settlement, ILogger log)
{
    /// <summary>At this delivery the receiver acts, for after the next one the broker would: at ten it takes a message away.</summary>
    internal const int LastDelivery = 9;

    internal HandlerDefinition Handler => handler;

    internal EventEnvelope Envelope => envelope;

    internal ReceivedMessage Message => message;

    internal IMessageSettlement Settlement => settlement;

    /// <summary>
    /// Removes the message: its event is handled, or its dead letter is a row of the store. The broker's dead-letter queue is for what is in no
    /// other place: so it is empty in good times, and whoever is woken by it knows that something is there to be saved.
    /// </summary>
    internal Task CompleteAsync() => TrySettleAsync("complete", s => s.CompleteAsync(CancellationToken.None));

    /// <summary>Gives the message back with one more delivery counted.</summary>
    internal Task AbandonAsync() => TrySettleAsync("abandon", s => s.AbandonAsync(CancellationToken.None));

    /// <summary>
    /// Gives a message of a session back, so that it keeps its place; uncounted where one delivery more could be its last. Where the broker
    /// does not take it, the session is released: in a session that goes on, the next message would overtake it.
    /// </summary>
    /// <exception cref="Exception">Neither could be done. The host is to know that the call failed.</exception>
    internal async Task GiveBackInPlaceAsync()
    {
        if (message.DeliveryCount < LastDelivery && await TrySettleAsync("abandon", s => s.AbandonAsync(CancellationToken.None)).ConfigureAwait(false)) return;
        await settlement.ReleaseSessionAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<bool> TrySettleAsync(string what, Func<IMessageSettlement, ValueTask> settle)
    {
        try
        {
            await settle(settlement).ConfigureAwait(false);
            return true;
        }
        catch (Exception e)
        {
            // The lock was lost, or the broker is out of reach: the message comes again, and finds the mark.
            log.NotSettled(e, handler.Name, message.MessageId, what, envelope.TraceId);
            return false;
        }
    }
}
