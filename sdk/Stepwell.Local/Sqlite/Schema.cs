namespace Stepwell.Local.Sqlite;

/// <summary>The tables of a data directory. Times are milliseconds since 1970, UTC.</summary>
internal static class Schema
{
    internal const int Version = 1;

    internal const string Tables = """
        CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS state(
            gid INTEGER NOT NULL, key TEXT NOT NULL, json BLOB NOT NULL, version INTEGER NOT NULL, sensitive TEXT,
            trace TEXT, handler INTEGER, at INTEGER NOT NULL, PRIMARY KEY(gid, key)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS groups(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS touched(id INTEGER PRIMARY KEY, hour INTEGER NOT NULL, gid INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS handlers(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS queue(
            handler INTEGER NOT NULL, id INTEGER NOT NULL, attempt INTEGER NOT NULL, due INTEGER NOT NULL, held INTEGER NOT NULL,
            ready INTEGER NOT NULL, lost TEXT, envelope BLOB NOT NULL, PRIMARY KEY(handler, id)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS queue_due ON queue(due) WHERE due > 0;
        CREATE TABLE IF NOT EXISTS dead_letters(
            n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, handler TEXT NOT NULL, trace TEXT NOT NULL, grp TEXT NOT NULL, envelope BLOB NOT NULL,
            attempts INTEGER NOT NULL, reason TEXT NOT NULL, exception TEXT, at INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS dead_letters_trace ON dead_letters(trace);
        CREATE TABLE IF NOT EXISTS crons(name TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS reservations(
            key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, grp TEXT NOT NULL, mark_key TEXT NOT NULL, lease INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS reservations_expires ON reservations(expires);
        """;

    /// <summary>Sets a connection up for writing, and the file where it is new.</summary>
    /// <returns>A number that no earlier opening of this file had.</returns>
    internal static long Prepare(Database db, bool inMemory)
    {
        if (!inMemory) db.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16000;");
        db.Execute("PRAGMA temp_store=MEMORY;");
        db.Execute("BEGIN IMMEDIATE");
        var found = One(db, "PRAGMA user_version");
        if (found > Version)
            throw new StepException("SW2004", $"The data directory was written by a newer Stepwell (format {found}; this one knows {Version}). Use that version, or another directory by --Stepwell:DataDirectory=<folder>.");
        db.Execute(Tables + $"PRAGMA user_version={Version};");
        db.Execute("INSERT INTO meta VALUES('epoch', '1') ON CONFLICT(name) DO UPDATE SET value = CAST(value AS INTEGER) + 1");
        var epoch = One(db, "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'epoch'");
        db.Execute("COMMIT");
        return epoch;
    }

    private static long One(Database db, string sql)
    {
        var statement = db[sql];
        var value = statement.Read() ? statement.Long(0) : 0;
        statement.Reset();
        return value;
    }
}
