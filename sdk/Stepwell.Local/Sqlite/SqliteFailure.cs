using SQLitePCL;
using Stepwell.Storage;

namespace Stepwell.Local.Sqlite;

/// <summary>SQLite refused something.</summary>
public sealed class SqliteFailure : StoreException
{
    // A transaction that met one of these was rolled back: none of them comes after a commit record is on disk.
    internal SqliteFailure(int code, string message)
        : base(message, code is raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY, code switch
        {
            raw.SQLITE_FULL => "The disk of the store is full.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "The store is locked by another program.",
            raw.SQLITE_READONLY => "The store cannot be written.",
            _ => "The store failed.",
        }) => Code = code;

    /// <summary>SQLite's primary result code.</summary>
    public int Code { get; }

    internal static SqliteFailure Of(sqlite3 db, int code, string file)
    {
        var text = raw.sqlite3_errmsg(db).utf8_to_string();
        return new(code & 0xff, (code & 0xff) switch
        {
            raw.SQLITE_FULL => $"The disk that holds {file} is full. Free some room; what was not committed was not acknowledged.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => $"{file} is damaged or no SQLite database ({text}). Restore it from a copy, or move it away to start with empty state.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"{file} is locked by another program. Close whatever has it open, e.g. a database browser.",
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => $"{file} cannot be written ({text}). Make its folder writable, or choose another by --Stepwell:DataDirectory=<folder>.",
            raw.SQLITE_IOERR => $"Reading or writing {file} failed ({text}). Look at the disk.",
            _ => $"SQLite refused a statement on {file}: {text} ({code}).",
        });
    }
}
