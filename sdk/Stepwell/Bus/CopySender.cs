using Microsoft.Extensions.Logging;

namespace Stepwell.Bus;

/// <summary>Sends a message on as a copy for one handler, and removes the original then: so nothing is lost between the two.</summary>
internal sealed class CopySender(IMessageSender sender, Waits waits, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Puts a copy in the message's place.</summary>
    /// <param name="reception">The message.</param>
    /// <param name="attempt">The number of the attempt that the copy's first delivery is.</param>
    /// <param name="returns">How often that attempt was given back.</param>
    /// <param name="lost">Why the attempt before was not seen to its end; null for none.</param>
    /// <param name="due">When; null for at once.</param>
    /// <param name="stopping">Ends the tries.</param>
    internal Task ReplaceAsync(Reception reception, int attempt, int returns, string? lost, DateTimeOffset? due, CancellationToken stopping) =>
        ReplaceAsync(reception, Messages.Copy(reception.Envelope, reception.Message.Body, reception.Handler.Name, attempt, returns, lost, due), stopping);

    /// <summary>Puts a copy in the message's place.</summary>
    internal async Task ReplaceAsync(Reception reception, OutgoingMessage copy, CancellationToken stopping)
    {
        if (await TrySendAsync(reception, copy, stopping).ConfigureAwait(false)) await reception.CompleteAsync().ConfigureAwait(false);
        else await reception.AbandonAsync().ConfigureAwait(false);
    }

    private async Task<bool> TrySendAsync(Reception reception, OutgoingMessage copy, CancellationToken stopping)
    {
        var until = time.GetUtcNow() + Patience;
        for (var pause = FirstPause; ; pause *= 2)
        {
            try
            {
                await sender.SendAsync(reception.Envelope.Topic, [copy], CancellationToken.None).ConfigureAwait(false);
                return true;
            }
            catch (Exception e)
            {
                log.CopyNotSent(e, reception.Message.MessageId, reception.Handler.Name, reception.Envelope.TraceId);
            }
            if (stopping.IsCancellationRequested || time.GetUtcNow() + pause > until) return false;
            await waits.UntilAsync(reception.Message, time.GetUtcNow() + pause, stopping).ConfigureAwait(false);
        }
    }
}
