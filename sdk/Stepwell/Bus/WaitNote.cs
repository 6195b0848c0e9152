using System.Globalization;
using Microsoft.Extensions.Logging;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Bus;

/// <summary>
/// Writes down that a message waits for its turn, and then that its attempt begins: the broker counts deliveries, and where the process
/// ends, those that only waited are no attempts. Only of what waits long or was delivered before; the rest costs nothing.
/// </summary>
/// <remarks>A row of the store's reservations, as <see cref="AttemptNotes"/> has for ordered events. It is forgotten in time.</remarks>
internal sealed class WaitNote(IStepStore store, TimeProvider time, Reception reception, ILogger log)
{
    /// <summary>By far longer than a message is between two deliveries.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Of this one message: another may have the same id when the broker has forgotten the first.</summary>
    private readonly string key = TraceIds.Of(string.Create(
        CultureInfo.InvariantCulture, $"wait of\n{reception.Handler.Name}\n{reception.Envelope.TraceId}\n{reception.Message.MessageId}\n{reception.Message.EnqueuedTime.UtcTicks}"));

    private readonly string mine = TraceIds.NewSpan();
    private Reservation? standing;
    private bool wanted;

    /// <summary>True once it was to be written, whether it is or not.</summary>
    internal bool IsWanted => wanted;

    /// <summary>How many of the deliveries before this one are known to have ended before their attempt began.</summary>
    internal int Uncounted { get; private set; }

    /// <summary>Notes that the message waits, and learns how it went before.</summary>
    internal async Task WaitsAsync()
    {
        wanted = true;
        try
        {
            await WriteAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Should the process end now, this counts as an attempt.
            log.WaitNotNoted(e, reception.Handler.Name, reception.Message.MessageId, reception.Envelope.TraceId);
        }
    }

    /// <summary>Notes that the attempt begins.</summary>
    /// <exception cref="Exception">It is not noted, so it must not begin: it might end the process again and again, uncounted.</exception>
    internal async Task BeginsAsync()
    {
        if (!wanted) return;
        if (standing is null) await WriteAsync().ConfigureAwait(false);
        // False where another receiver has the message by now; the lock is lost then, and effects hold once.
        await store.ReplaceReservationAsync(standing!, Note(waiting: false), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        var first = Note(waiting: true);
        var found = await store.ReserveAsync(first, CancellationToken.None).ConfigureAwait(false);
        if (found is not null && found.Group != mine)
        {
            Uncounted = UncountedBy(found);
            first = Note(waiting: true);
            await store.ReplaceReservationAsync(found, first, CancellationToken.None).ConfigureAwait(false);
        }
        standing = first;
    }

    /// <summary>Each delivery after the first is noted before all else: where it left no note, its attempt did not begin either.</summary>
    private int UncountedBy(Reservation found)
    {
        var parts = found.BodyHash.Split('.');
        var (waited, before, delivery) = (parts[0] == "w", Number(parts[1]), Number(parts[2]));
        return before + reception.Message.DeliveryCount - delivery - (waited ? 0 : 1);
    }

    private Reservation Note(bool waiting)
    {
        var now = time.GetUtcNow();
        var text = string.Create(CultureInfo.InvariantCulture, $"{(waiting ? "w" : "b")}.{Uncounted}.{reception.Message.DeliveryCount}");
        return new(key, text, mine, Marks.Key(reception.Handler, reception.Envelope), now, now + Kept);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
