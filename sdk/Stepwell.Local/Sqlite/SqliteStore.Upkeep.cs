using Stepwell.Running;

namespace Stepwell.Local.Sqlite;

/// <summary>Pruning in small bites, each its own transaction; none scans a table.</summary>
internal sealed partial class SqliteStore
{
    private const int Bite = 500;

    /// <summary>Removes marks, reservations and, where it is set, groups whose time is over.</summary>
    internal async Task PruneAsync(StepwellOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var marksBefore = Times.Of(now - options.MarkRetention);
        await RepeatAsync(db => PruneMarks(db, marksBefore), cancellation).ConfigureAwait(false);
        await RepeatAsync(db => db["DELETE FROM reservations WHERE key IN (SELECT key FROM reservations WHERE expires < ? ORDER BY expires LIMIT ?)"].Bind(Times.Of(now)).Bind(Bite).Run(), cancellation).ConfigureAwait(false);
        if (options.StateRetention is { } retention)
        {
            var stateBefore = Times.Of(now - retention);
            await RepeatAsync(db => PruneState(db, stateBefore), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The index by age exists only where a retention asks for it: it costs every write.</summary>
    internal static void PrepareRetention(Database db, StepwellOptions options) =>
        db.Execute(options.StateRetention is null ? "DROP INDEX IF EXISTS state_at" : "CREATE INDEX IF NOT EXISTS state_at ON state(at)");

    private async Task RepeatAsync(Func<Database, int> bite, CancellationToken cancellation)
    {
        while (await Writer.AddAsync(bite).ConfigureAwait(false) >= Bite) cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Marks come in order of time, so the oldest are the first rows.</summary>
    private static int PruneMarks(Database db, long before)
    {
        var rows = db["SELECT id, at FROM marks ORDER BY id LIMIT ?"].Bind(Bite);
        long last = 0;
        var count = 0;
        while (rows.Read())
        {
            if (rows.Long(1) >= before)
            {
                rows.Reset();
                break;
            }
            last = rows.Long(0);
            count++;
        }
        if (count > 0) db["DELETE FROM marks WHERE id <= ?"].Bind(last).Run();
        return count;
    }

    /// <summary>A group goes whole, and only when none of its values is younger.</summary>
    private static int PruneState(Database db, long before) => db["""
        DELETE FROM state WHERE grp IN (
            SELECT s.grp FROM state s WHERE s.at < ?1
              AND NOT EXISTS (SELECT 1 FROM state y WHERE y.grp = s.grp AND y.at >= ?1) ORDER BY s.at LIMIT ?2)
        """].Bind(before).Bind(Bite).Run();
}
