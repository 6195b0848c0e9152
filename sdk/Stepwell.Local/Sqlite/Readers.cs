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
            lock (shared) return read(writer, state);
        }
        if (!idle.TryTake(out var db)) db = new Database(path, readOnly: true);
        try
        {
            return read(db, state);
        }
        finally
        {
            idle.Add(db);
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var db)) db.Dispose();
    }
}
