using Stepwell.Storage;

namespace Stepwell.Local.Sqlite;

/// <summary>Idempotency keys.</summary>
internal sealed partial class SqliteStore
{
    public async ValueTask<Reservation?> ReserveAsync(Reservation reservation, CancellationToken cancellation) => await Writer.AddAsync(db =>
    {
        var made = db["INSERT INTO reservations(key, body_hash, grp, mark_key, lease, expires) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(key) DO NOTHING"]
            .Bind(reservation.Key).Bind(reservation.BodyHash).Bind(reservation.Group).Bind(reservation.MarkKey)
            .Bind(Times.Of(reservation.LeaseUntil)).Bind(Times.Of(reservation.ExpiresAt)).Run();
        return made > 0 ? null : ReadReservation(db, reservation.Key);
    }).ConfigureAwait(false);

    public async ValueTask<bool> ReplaceReservationAsync(Reservation present, Reservation next, CancellationToken cancellation) => await Writer.AddAsync(db =>
        db["UPDATE reservations SET body_hash = ?, grp = ?, mark_key = ?, lease = ?, expires = ? WHERE key = ? AND grp = ? AND mark_key = ?"]
            .Bind(next.BodyHash).Bind(next.Group).Bind(next.MarkKey).Bind(Times.Of(next.LeaseUntil)).Bind(Times.Of(next.ExpiresAt))
            .Bind(present.Key).Bind(present.Group).Bind(present.MarkKey).Run() > 0).ConfigureAwait(false);

    public async ValueTask ReleaseReservationAsync(Reservation reservation, CancellationToken cancellation) => await Writer.AddAsync(db =>
        db["DELETE FROM reservations WHERE key = ? AND grp = ? AND mark_key = ?"].Bind(reservation.Key).Bind(reservation.Group).Bind(reservation.MarkKey).Run()).ConfigureAwait(false);

    /// <summary>Nobody answers any more what an earlier process had begun.</summary>
    internal static void EndLeases(Database db) => db["UPDATE reservations SET lease = 0 WHERE lease > 0"].Run();

    private static Reservation? ReadReservation(Database db, string key)
    {
        var row = db["SELECT body_hash, grp, mark_key, lease, expires FROM reservations WHERE key = ?"].Bind(key);
        Reservation? found = row.Read() ? new(key, row.Text(0), row.Text(1), row.Text(2), Times.From(row.Long(3)), Times.From(row.Long(4))) : null;
        row.Reset();
        return found;
    }
}
