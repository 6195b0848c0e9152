using SQLitePCL;

namespace Stepwell.Local.Sqlite;

/// <summary>One connection. Its statements are prepared once and kept.</summary>
internal sealed class Database : IDisposable
{
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);
    private readonly string file;

    static Database() => Batteries_V2.Init();

    /// <param name="path">The file; null for a database in memory.</param>
    /// <param name="readOnly">True for a connection that only reads.</param>
    internal Database(string? path, bool readOnly = false)
    {
        file = path ?? "the database in memory";
        var flags = (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE) | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path ?? ":memory:", out var handle, flags, null);
        Handle = handle;
        if (code != raw.SQLITE_OK)
        {
            var failure = Failure(code);
            handle.Dispose();
            throw failure;
        }
        raw.sqlite3_busy_timeout(handle, 5000);
    }

    internal sqlite3 Handle { get; }

    internal Statement this[string sql]
    {
        get
        {
            if (statements.TryGetValue(sql, out var known)) return known;
            var code = raw.sqlite3_prepare_v2(Handle, sql, out var handle);
            if (code != raw.SQLITE_OK) throw Failure(code);
            return statements[sql] = new Statement(this, handle);
        }
    }

    /// <summary>Runs statements that are not worth keeping.</summary>
    internal void Execute(string sql)
    {
        var code = raw.sqlite3_exec(Handle, sql);
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    /// <summary>Ends statements that a failure left half read.</summary>
    internal void ResetAll()
    {
        foreach (var statement in statements.Values) statement.Reset();
    }

    internal long LastRowId => raw.sqlite3_last_insert_rowid(Handle);

    internal bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    internal SqliteFailure Failure(int code) => SqliteFailure.Of(Handle, code, file);

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        Handle.Dispose();
    }
}
