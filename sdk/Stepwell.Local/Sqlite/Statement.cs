using SQLitePCL;

namespace Stepwell.Local.Sqlite;

/// <summary>A prepared statement: bind, step, reset. Used by one thread at a time.</summary>
internal sealed class Statement(Database db, sqlite3_stmt handle) : IDisposable
{
    private int next = 1;

    internal Statement Bind(string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(handle, next) : raw.sqlite3_bind_text(handle, next, value));
        next++;
        return this;
    }

    internal Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(handle, next++, value));
        return this;
    }

    internal Statement Bind(long? value) => value is { } number ? Bind(number) : Bind((string?)null);

    internal Statement Bind(byte[]? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(handle, next)
            : value.Length == 0 ? raw.sqlite3_bind_zeroblob(handle, next, 0)
            : raw.sqlite3_bind_blob(handle, next, value));
        next++;
        return this;
    }

    /// <summary>Runs a statement without rows and makes it ready for the next use.</summary>
    /// <returns>How many rows it changed.</returns>
    internal int Run()
    {
        var code = raw.sqlite3_step(handle);
        Reset();
        if (code != raw.SQLITE_DONE && code != raw.SQLITE_ROW) throw db.Failure(code);
        return raw.sqlite3_changes(db.Handle);
    }

    /// <summary>Moves to the next row. After the last one the statement is ready for the next use.</summary>
    internal bool Read()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        Reset();
        return code == raw.SQLITE_DONE ? false : throw db.Failure(code);
    }

    internal void Reset()
    {
        raw.sqlite3_reset(handle);
        next = 1;
    }

    internal string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    internal string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    internal long Long(int column) => raw.sqlite3_column_int64(handle, column);

    internal long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    internal byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    internal bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public void Dispose() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw db.Failure(code);
    }
}
