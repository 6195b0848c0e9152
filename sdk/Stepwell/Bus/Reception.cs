using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Messaging;

namespace Stepwell.Bus;

/// <summary>One message in the hands of one handler.</summary>
internal sealed class Reception(HandlerDefinition handler, EventEnvelope envelope, ReceivedMessage message, IMessageSettlement settlement, ILogger log)
{
    /// <summary>At this delivery the receiver acts, for after the next one the broker would: at ten it takes a message away.</summary>
    internal const int LastDelivery = 9;

    private const string Reason = "Stepwell";

    internal HandlerDefinition Handler => handler;

    internal EventEnvelope Envelope => envelope;

    internal ReceivedMessage Message => message;

    internal IMessageSettlement Settlement => settlement;

    /// <summary>Removes the message.</summary>
    internal Task CompleteAsync() => SettleAsync("complete", s => s.CompleteAsync(CancellationToken.None));

    /// <summary>Gives the message back with one more delivery counted.</summary>
    internal Task AbandonAsync() => SettleAsync("abandon", s => s.AbandonAsync(CancellationToken.None));

    /// <summary>Gives a message of a session back, so that it keeps its place; uncounted where one delivery more could be its last.</summary>
    internal Task GiveBackInPlaceAsync() => message.DeliveryCount < LastDelivery
        ? AbandonAsync()
        : SettleAsync("release", s => s.ReleaseSessionAsync(CancellationToken.None));

    /// <summary>Moves the message to the broker's dead letters, where those look who watch the broker; the row in the store is what is replayed.</summary>
    internal Task DeadLetterAsync(string? why)
    {
        var text = why ?? "The event was given up.";
        if (text.Length > ReceivedMessage.MaxDescription) text = text[..(ReceivedMessage.MaxDescription - 1)] + "…";
        return SettleAsync("dead-letter", s => s.DeadLetterAsync(Reason, text, CancellationToken.None));
    }

    private async Task SettleAsync(string what, Func<IMessageSettlement, ValueTask> settle)
    {
        try
        {
            await settle(settlement).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The lock was lost, or the broker is out of reach: the message comes again, and finds the mark.
            log.NotSettled(e, handler.Name, message.MessageId, what, envelope.TraceId);
        }
    }
}
