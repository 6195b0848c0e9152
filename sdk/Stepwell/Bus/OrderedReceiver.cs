using System.Globalization;
using Microsoft.Extensions.Logging;
using Stepwell.Messaging;
using Stepwell.Running;

namespace Stepwell.Bus;

/// <summary>Receives for ordered handlers: what is repeated waits in its place, under the lock of its session, so that nothing overtakes it.</summary>
internal sealed class OrderedReceiver(StepRuntime runtime, StepRunner runner, Slots slots, Suspects suspects, Waits waits, ILogger log)
{
    /// <summary>How long a message waits in its place before it is given back and received anew: hosts renew no lock for ever.</summary>
    internal static readonly TimeSpan InPlace = TimeSpan.FromMinutes(20);

    private readonly TimeProvider time = runtime.Time;

    internal async Task ReceiveAsync(Reception reception, LockKeeper keeper, CancellationToken stopping)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stopping, keeper.Lost);
        var notes = new AttemptNotes(runtime.Store, time, runtime.Options.MarkRetention, reception);
        var until = time.GetUtcNow() + InPlace;
        var failures = 0;
        while (true)
        {
            DateTimeOffset next;
            var turn = await TurnAsync(reception, notes, leave.Token).ConfigureAwait(false);
            switch (turn.End)
            {
                case TurnEnd.Over:
                    return;
                case TurnEnd.Left:
                    log.SessionLost(reception.Handler.Name, reception.Envelope.TraceId);
                    return;
                case TurnEnd.Later:
                    next = turn.Next;
                    break;
                default:
                    next = time.GetUtcNow() + Pauses.After(failures++);
                    break;
            }
            if (leave.IsCancellationRequested || !await WaitAsync(reception, next, until, leave.Token).ConfigureAwait(false)) break;
        }
        if (keeper.IsLost) log.SessionLost(reception.Handler.Name, reception.Envelope.TraceId);
        else await reception.GiveBackInPlaceAsync().ConfigureAwait(false);
    }

    private enum TurnEnd
    {
        /// <summary>The message is settled.</summary>
        Over,

        /// <summary>Another receiver has it.</summary>
        Left,

        /// <summary>It is repeated at a time.</summary>
        Later,

        /// <summary>The store was out of reach, or the host stops.</summary>
        Returned,
    }

    private readonly record struct Turn(TurnEnd End, DateTimeOffset Next = default);

    /// <summary>One attempt, where its time has come; alone where the one before was lost.</summary>
    private async Task<Turn> TurnAsync(Reception reception, AttemptNotes notes, CancellationToken leave)
    {
        var suspect = false;
        try
        {
            while (true)
            {
                var (answer, turn) = await TryTurnAsync(reception, notes, suspect, leave).ConfigureAwait(false);
                if (answer != NoteAnswer.Suspect) return turn;
                await suspects.EnterAsync(leave).ConfigureAwait(false);
                suspect = true;
            }
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            return new(TurnEnd.Returned);
        }
        finally
        {
            if (suspect) suspects.Leave();
        }
    }

    private async Task<(NoteAnswer Answer, Turn Turn)> TryTurnAsync(Reception reception, AttemptNotes notes, bool suspect, CancellationToken leave)
    {
        DeliveryResult result;
        await slots.EnterAsync(reception.Handler, leave).ConfigureAwait(false);
        try
        {
            switch (await notes.BeginAsync(suspect).ConfigureAwait(false))
            {
                case NoteAnswer.Suspect:
                    return (NoteAnswer.Suspect, default);
                case NoteAnswer.TooEarly:
                    return (NoteAnswer.TooEarly, new(TurnEnd.Later, notes.NotBefore));
                case NoteAnswer.Taken:
                    return (NoteAnswer.Taken, new(TurnEnd.Left));
            }
            result = await runner.RunAsync(Delivery(reception, notes, suspect), leave).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.NotNoted(e, reception.Handler.Name, reception.Envelope.TraceId);
            return (NoteAnswer.TooEarly, new(TurnEnd.Returned));
        }
        finally
        {
            slots.Leave(reception.Handler);
        }
        return (NoteAnswer.Begun, await EndAsync(reception, notes, result).ConfigureAwait(false));
    }

    private EventDelivery Delivery(Reception reception, AttemptNotes notes, bool suspect)
    {
        var (handler, message) = (reception.Handler, reception.Message);
        var attempt = notes.Attempt;
        // The broker counts no further, and what has ended the process so often would do it again; so may OnFailure, at the delivery after.
        if (suspect && message.DeliveryCount >= Reception.LastDelivery)
            attempt = Math.Max(attempt, handler.Retry.Attempts + 1 + message.DeliveryCount - Reception.LastDelivery);
        return new EventDelivery
        {
            Envelope = reception.Envelope,
            Handler = handler,
            Attempt = attempt,
            ReadyAt = notes.NotBefore > message.EnqueuedTime && attempt > 1 ? notes.NotBefore : message.EnqueuedTime,
            MayBeDuplicate = notes.Before || attempt > 1 || message.DeliveryCount > 1 || MessageIds.MayComeTwice(reception.Envelope),
            LostAttempt = suspect ? string.Create(CultureInfo.InvariantCulture, $"The process ended during attempt {notes.Attempt - 1}, or could not tell how it went.") : null,
        };
    }

    private async Task<Turn> EndAsync(Reception reception, AttemptNotes notes, DeliveryResult result)
    {
        try
        {
            switch (result.End)
            {
                case DeliveryEnd.Retry:
                    var next = result.RetryAt!.Value;
                    return new(await notes.FailedAsync(next).ConfigureAwait(false) ? TurnEnd.Later : TurnEnd.Left, next);
                case DeliveryEnd.Returned:
                    return new(await notes.ReturnedAsync(time.GetUtcNow()).ConfigureAwait(false) ? TurnEnd.Returned : TurnEnd.Left);
            }
        }
        catch (Exception e)
        {
            // In this process it is known all the same.
            log.NotNoted(e, reception.Handler.Name, reception.Envelope.TraceId);
            return result.End == DeliveryEnd.Retry ? new(TurnEnd.Later, result.RetryAt!.Value) : new(TurnEnd.Returned);
        }
        await reception.CompleteAsync().ConfigureAwait(false);
        return new(TurnEnd.Over);
    }

    /// <returns>False where it waited in its place for as long as it may, or the host stops.</returns>
    private async Task<bool> WaitAsync(Reception reception, DateTimeOffset next, DateTimeOffset until, CancellationToken leave)
    {
        await waits.UntilAsync(reception.Message, next < until ? next : until, leave).ConfigureAwait(false);
        return !leave.IsCancellationRequested && time.GetUtcNow() < until;
    }
}
