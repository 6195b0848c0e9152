using Stepwell.Running;

namespace Stepwell.Local.Sqlite;

/// <summary>Pruning in small bites, each its own transaction. Which groups to look at is read off a list in order of time: the store is never scanned.</summary>
internal sealed partial class SqliteStore
{
    private const int Bite = 200;
    private const int Remembered = 100_000;
    private const long Day = 24L * 3600 * 1000;
    private readonly HashSet<string> touchedToday = new(StringComparer.Ordinal);
    private long today;

    /// <summary>Removes marks, reservations and, where it is set, groups whose time is over.</summary>
    internal async Task PruneAsync(StepwellOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var marksBefore = Times.Of(now - options.MarkRetention);
        long? stateBefore = options.StateRetention is { } retention ? Times.Of(now - retention) : null;
        // A group is looked at when its marks are over, and once more when its values are.
        await RepeatAsync(db => Visit(db, "marks", marksBefore, group => PruneMarks(db, group, marksBefore)), cancellation).ConfigureAwait(false);
        if (stateBefore is { } before)
            await RepeatAsync(db => Visit(db, "state", before, group => PruneState(db, group, before)), cancellation).ConfigureAwait(false);
        await RepeatAsync(db => Forget(db, options.StateRetention is not null), cancellation).ConfigureAwait(false);
        await RepeatAsync(db => db["DELETE FROM reservations WHERE key IN (SELECT key FROM reservations WHERE expires < ? ORDER BY expires LIMIT ?)"].Bind(Times.Of(now)).Bind(Bite).Run(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Notes that a group changed on a day, once or a few times.</summary>
    private void Touch(Database db, string group, long at)
    {
        var day = at / Day;
        if (day != today || touchedToday.Count >= Remembered)
        {
            touchedToday.Clear();
            today = day;
        }
        if (touchedToday.Add(group)) db["INSERT INTO touched(day, grp) VALUES(?, ?)"].Bind(day).Bind(group).Run();
    }

    private async Task RepeatAsync(Func<Database, int> bite, CancellationToken cancellation)
    {
        while (await Writer.AddAsync(bite).ConfigureAwait(false) >= Bite) cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Goes on along the list from where it stopped, up to a day that is over.</summary>
    private static int Visit(Database db, string what, long before, Action<string> prune)
    {
        var from = Cursor(db, what);
        var rows = db["SELECT id, grp FROM touched WHERE id > ? AND day < ? ORDER BY id LIMIT ?"].Bind(from).Bind(before / Day).Bind(Bite);
        var found = new List<(long Id, string Group)>();
        while (rows.Read()) found.Add((rows.Long(0), rows.Text(1)));
        foreach (var (_, group) in found) prune(group);
        if (found.Count > 0) SetCursor(db, what, found[^1].Id);
        return found.Count;
    }

    private static void PruneMarks(Database db, string group, long before) =>
        db[$"DELETE FROM state WHERE grp = ? AND key >= '{MarkRow.Prefix}' AND key < '{MarkRow.End}' AND at < ?"].Bind(group).Bind(before).Run();

    /// <summary>A group goes whole, and only when nothing of it is younger.</summary>
    private static void PruneState(Database db, string group, long before) =>
        db["DELETE FROM state WHERE grp = ?1 AND NOT EXISTS (SELECT 1 FROM state WHERE grp = ?1 AND at >= ?2)"].Bind(group).Bind(before).Run();

    /// <summary>Drops the beginning of the list that nobody will visit again.</summary>
    private static int Forget(Database db, bool withState)
    {
        var upTo = withState ? Math.Min(Cursor(db, "marks"), Cursor(db, "state")) : Cursor(db, "marks");
        return db["DELETE FROM touched WHERE id IN (SELECT id FROM touched WHERE id <= ? ORDER BY id LIMIT ?)"].Bind(upTo).Bind(Bite).Run();
    }

    private static long Cursor(Database db, string what)
    {
        var row = db["SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?"].Bind("pruned " + what);
        var at = row.Read() ? row.Long(0) : 0;
        row.Reset();
        return at;
    }

    private static void SetCursor(Database db, string what, long at) =>
        db["INSERT INTO meta VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value"].Bind("pruned " + what).Bind(at.ToString(System.Globalization.CultureInfo.InvariantCulture)).Run();
}
