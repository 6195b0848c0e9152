using System.Collections.Concurrent;

namespace Stepwell.Local.Sqlite;

/// <summary>Connections for reading what is committed; readers never wait for the writer.</summary>
internal sealed class Readers(string? path, Database writer, Lock? shared) : IDisposable
{
    private readonly ConcurrentBag<Database> idle = [];

    /// <summary>Reads with a connection of its own; in memory, with the one there is.</summary>
    internal T Read<TState, T>(TState state, Func<Database, TState, T> read)
    {
        if (shared is not null)
        {
            lock (shared) return Read(writer, state, read);
        }
        if (!idle.TryTake(out var db)) db = new Database(path, readOnly: true);
        try
        {
            return Read(db, state, read);
        }
        finally
        {
            idle.Add(db);
        }
    }

    private static T Read<TState, T>(Database db, TState state, Func<Database, TState, T> read)
    {
        try
        {
            return read(db, state);
        }
        catch
        {
            // A statement left half read would hold its connection to what was committed before it.
            db.ResetAll();
            throw;
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var db)) db.Dispose();
    }
}
