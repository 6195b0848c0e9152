using Stepwell.Running;

namespace Stepwell.Local.Sqlite;

/// <summary>Pruning in small bites, each its own transaction. Which groups to look at is read off a list in order of time: the store is never scanned.</summary>
internal sealed partial class SqliteStore
{
    private const int Bite = 200;

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

    private async Task RepeatAsync(Func<Database, int> bite, CancellationToken cancellation)
    {
        while (await Writer.AddAsync(bite).ConfigureAwait(false) >= Bite) cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Goes on along the list from where it stopped, up to an hour that is over.</summary>
    private static int Visit(Database db, string what, long before, Action<long> prune)
    {
        var from = Cursor(db, what);
        var rows = db["SELECT id, gid, hour FROM touched WHERE id > ? ORDER BY id LIMIT ?"].Bind(from).Bind(Bite);
        var found = new List<(long Id, long Group)>();
        while (rows.Read() && rows.Long(2) < before / Hour) found.Add((rows.Long(0), rows.Long(1)));
        rows.Reset();
        foreach (var (_, group) in found) prune(group);
        if (found.Count > 0) SetCursor(db, what, found[^1].Id);
        return found.Count;
    }

    private void PruneMarks(Database db, long group, long before)
    {
        db[$"DELETE FROM state WHERE gid = ? AND {MarkRow.Marks} AND at < ?"].Bind(group).Bind(before).Run();
        DropIfEmpty(db, group);
    }

    /// <summary>The values of a group go together, and only when none of them is younger; its marks have a time of their own.</summary>
    private void PruneState(Database db, long group, long before)
    {
        db[$"DELETE FROM state WHERE gid = ?1 AND {MarkRow.NotMarks} AND NOT EXISTS (SELECT 1 FROM state WHERE gid = ?1 AND {MarkRow.NotMarks} AND at >= ?2)"].Bind(group).Bind(before).Run();
        DropIfEmpty(db, group);
    }

    private void DropIfEmpty(Database db, long group)
    {
        if (db["DELETE FROM groups WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM state WHERE gid = ?1)"].Bind(group).Run() > 0) ForgetGroups();
    }

    /// <summary>Drops the beginning of the list that nobody will visit again. Its newest row stays: without one, ids would begin anew, before where the visits stand.</summary>
    private static int Forget(Database db, bool withState)
    {
        var upTo = withState ? Math.Min(Cursor(db, "marks"), Cursor(db, "state")) : Cursor(db, "marks");
        return db["DELETE FROM touched WHERE id IN (SELECT id FROM touched WHERE id <= ? AND id < (SELECT max(id) FROM touched) ORDER BY id LIMIT ?)"].Bind(upTo).Bind(Bite).Run();
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
