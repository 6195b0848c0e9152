namespace Stepwell.Local.Sqlite;

/// <summary>
/// Groups by number. Names of groups are random (traces), their numbers rise: what is written together lies together, and a
/// commit touches few pages of the file. All of this runs on the writer's thread.
/// </summary>
internal sealed partial class SqliteStore
{
    private const int Remembered = 100_000;
    private const long Hour = 3600 * 1000;
    private readonly Dictionary<string, long> groupIds = new(StringComparer.Ordinal);
    private readonly HashSet<long> touchedThisHour = [];
    private long hour;

    private long? FindGroup(Database db, string name)
    {
        if (groupIds.TryGetValue(name, out var known)) return known;
        var row = db["SELECT id FROM groups WHERE name = ?"].Bind(name);
        var found = row.Read() ? row.Long(0) : (long?)null;
        row.Reset();
        if (found is { } id) Remember(name, id);
        return found;
    }

    /// <summary>The number of a group that is written to; and notes, once or a few times an hour, that it was, for pruning.</summary>
    private long TouchGroup(Database db, string name, long at)
    {
        if (FindGroup(db, name) is not { } id)
        {
            db["INSERT INTO groups(name) VALUES(?)"].Bind(name).Run();
            id = db.LastRowId;
            Remember(name, id);
        }
        if (at / Hour != hour || touchedThisHour.Count >= Remembered)
        {
            touchedThisHour.Clear();
            hour = at / Hour;
        }
        if (touchedThisHour.Add(id)) db["INSERT INTO touched(hour, gid) VALUES(?, ?)"].Bind(hour).Bind(id).Run();
        return id;
    }

    private void Remember(string name, long id)
    {
        if (groupIds.Count >= Remembered) groupIds.Clear();
        groupIds[name] = id;
    }

    /// <summary>After a transaction that was undone, or rows that were pruned, what was remembered may not be so.</summary>
    private void ForgetGroups()
    {
        groupIds.Clear();
        touchedThisHour.Clear();
    }
}
