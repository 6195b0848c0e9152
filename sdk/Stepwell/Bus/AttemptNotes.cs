using System.Globalization;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Bus;

/// <summary>How an attempt may begin.</summary>
internal enum NoteAnswer
{
    /// <summary>It is noted and begins.</summary>
    Begun,

    /// <summary>The attempt before was not seen to its end; asked again as a suspect, it begins.</summary>
    Suspect,

    /// <summary>It is to begin later.</summary>
    TooEarly,

    /// <summary>Another receiver has the event now.</summary>
    Taken,
}

/// <summary>
/// Writes down each attempt of an ordered event before it runs, for the broker does not count a session that was closed: so an attempt
/// that ends the process counts. A row of the store's reservations, which has all that this needs: it is changed only as its receiver
/// left it, and it is forgotten in time. It is not removed before: that would cost more than it keeps.
/// </summary>
internal sealed class AttemptNotes(IStepStore store, TimeProvider time, TimeSpan retention, Reception reception)
{
    private readonly string key = TraceIds.Of($"attempts of\n{reception.Handler.Name}\n{reception.Envelope.TraceId}\n{reception.Envelope.Id}\n{reception.Envelope.Generation.ToString(CultureInfo.InvariantCulture)}");
    private readonly string mine = TraceIds.NewSpan();
    private Reservation? standing;
    private int made;
    private bool running;

    /// <summary>The attempt that began last; 0 for none.</summary>
    internal int Attempt => made;

    /// <summary>True where there was an earlier delivery.</summary>
    internal bool Before { get; private set; }

    /// <summary>When the next attempt may begin.</summary>
    internal DateTimeOffset NotBefore { get; private set; }

    /// <summary>Notes that the next attempt begins.</summary>
    /// <param name="suspect">True where the caller has made sure that no other suspect runs.</param>
    internal async Task<NoteAnswer> BeginAsync(bool suspect)
    {
        if (standing is null)
        {
            var first = Note(1, running: true, time.GetUtcNow());
            var found = await store.ReserveAsync(first, CancellationToken.None).ConfigureAwait(false);
            Take(found ?? first);
            if (found is null || IsMine(found)) return NoteAnswer.Begun;
            Before = true;
        }
        if (running && !suspect) return NoteAnswer.Suspect;
        if (!running && NotBefore > time.GetUtcNow()) return NoteAnswer.TooEarly;
        var (madeBefore, runningBefore) = (made, running);
        try
        {
            return await WriteAsync(Note(made + 1, running: true, time.GetUtcNow())).ConfigureAwait(false) ? NoteAnswer.Begun : NoteAnswer.Taken;
        }
        catch
        {
            // Whether it is noted or not, it has not run.
            (made, running) = (madeBefore, runningBefore);
            throw;
        }
    }

    /// <summary>Notes that the attempt failed, and when the next one begins.</summary>
    internal Task<bool> FailedAsync(DateTimeOffset next) => WriteAsync(Note(made, running: false, next));

    /// <summary>Notes that the attempt does not count.</summary>
    internal Task<bool> ReturnedAsync(DateTimeOffset next) => WriteAsync(Note(made - 1, running: false, next));

    /// <returns>False where another receiver has written meanwhile.</returns>
    private async Task<bool> WriteAsync(Reservation next)
    {
        // Whatever becomes of the call, in this process the attempts are known.
        (made, running) = Read(next);
        NotBefore = next.LeaseUntil;
        for (var tried = 0; ; tried++)
        {
            if (await store.ReplaceReservationAsync(standing!, next, CancellationToken.None).ConfigureAwait(false))
            {
                standing = next;
                return true;
            }
            // An earlier call whose reply was lost may be what stands.
            if (await store.ReserveAsync(next, CancellationToken.None).ConfigureAwait(false) is not { } found)
            {
                standing = next;
                return true;
            }
            if (!IsMine(found) || tried > 0) return false;
            standing = found;
            if (found == next) return true;
        }
    }

    private bool IsMine(Reservation found) => found.Group == mine;

    private void Take(Reservation note)
    {
        standing = note;
        (made, running) = Read(note);
        NotBefore = note.LeaseUntil;
    }

    private Reservation Note(int attempts, bool running, DateTimeOffset next) => new(
        key, (running ? "+" : "-") + attempts.ToString(CultureInfo.InvariantCulture), mine, Marks.Key(reception.Handler, reception.Envelope), Rounded(next), Rounded(time.GetUtcNow() + retention));

    private static (int Made, bool Running) Read(Reservation note) => (int.Parse(note.BodyHash.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture), note.BodyHash[0] == '+');

    /// <summary>Stores keep milliseconds.</summary>
    private static DateTimeOffset Rounded(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
