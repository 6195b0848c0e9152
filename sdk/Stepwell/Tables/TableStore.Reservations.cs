using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>Idempotency keys.</summary>
public sealed partial class TableStore
{
    private const string ReservationRow = "r";

    /// <inheritdoc/>
    public async ValueTask<Reservation?> ReserveAsync(Reservation reservation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        await visits.NoteAsync(VisitList.Reservations, reservation.Key, reservation.ExpiresAt, cancellation).ConfigureAwait(false);
        while (true)
        {
            var outcome = await SubmitAsync(reservation.Key, TableOperation.Insert(ReservationRow, Row(reservation)), cancellation).ConfigureAwait(false);
            if (outcome.IsDone) return null;
            if (await ReadReservationAsync(reservation.Key, cancellation).ConfigureAwait(false) is var (standing, _)) return standing;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReplaceReservationAsync(Reservation present, Reservation next, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(present);
        ArgumentNullException.ThrowIfNull(next);
        await visits.NoteAsync(VisitList.Reservations, next.Key, next.ExpiresAt, cancellation).ConfigureAwait(false);
        return await ReadReservationAsync(present.Key, cancellation).ConfigureAwait(false) is var (standing, etag)
            && IsSame(standing, present)
            && (await SubmitAsync(present.Key, TableOperation.Update(ReservationRow, Row(next), etag), cancellation).ConfigureAwait(false)).IsDone;
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseReservationAsync(Reservation reservation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        // Where it is replaced between reading and deleting it is another's, and stays.
        if (await ReadReservationAsync(reservation.Key, cancellation).ConfigureAwait(false) is var (standing, etag) && IsSame(standing, reservation))
            await SubmitAsync(reservation.Key, TableOperation.Delete(ReservationRow, etag), cancellation).ConfigureAwait(false);
    }

    /// <summary>Forgets a key whose time is over.</summary>
    internal async ValueTask ExpireReservationAsync(string key, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await ReadReservationAsync(key, cancellation).ConfigureAwait(false) is var (standing, etag) && standing.ExpiresAt < now)
            await SubmitAsync(key, TableOperation.Delete(ReservationRow, etag), cancellation).ConfigureAwait(false);
    }

    private static bool IsSame(Reservation standing, Reservation read) => standing.Group == read.Group && standing.MarkKey == read.MarkKey;

    private async ValueTask<(Reservation Reservation, string ETag)?> ReadReservationAsync(string key, CancellationToken cancellation)
    {
        if (await tables.Service.ReadAsync(tables.Reservations, KeyText.Encode(key), ReservationRow, null, cancellation).ConfigureAwait(false) is not { } row) return null;
        return (new(key, row.Text(Columns.BodyHash)!, row.Text(Columns.Group)!, row.Text(Columns.Mark)!, row.Time(Columns.Lease), row.Time(Columns.Expires)), row.ETag);
    }

    private static Dictionary<string, object> Row(Reservation reservation) => new(StringComparer.Ordinal)
    {
        [Columns.BodyHash] = reservation.BodyHash, [Columns.Group] = reservation.Group, [Columns.Mark] = reservation.MarkKey,
        [Columns.Lease] = reservation.LeaseUntil, [Columns.Expires] = reservation.ExpiresAt,
    };

    private ValueTask<TableOutcome> SubmitAsync(string key, TableOperation operation, CancellationToken cancellation) =>
        tables.Service.SubmitAsync(tables.Reservations, KeyText.Encode(key), [operation], cancellation);
}
