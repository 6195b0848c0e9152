using System.Globalization;
using Stepwell.Catalog;
using Stepwell.Local.Queues;
using Stepwell.Messaging;
using Stepwell.Storage;

namespace Stepwell.Local.Sqlite;

/// <summary>State, marks, queues and dead letters in one SQLite file (or in memory), with one writer.</summary>
internal sealed partial class SqliteStore : IStepStore, IDisposable
{
    private readonly StepCatalog catalog;
    private readonly Database database;
    private readonly Readers readers;
    private readonly Lock? shared;
    private readonly Dictionary<string, long> handlerIds = new(StringComparer.Ordinal);
    private readonly long epoch;
    private long version;
    private int disposed;
    private long lastId;
    private Action<IReadOnlyList<QueueEntry>> dispatch = static _ => { };
    private Func<int, bool> isFull = static _ => false;

    /// <param name="path">The file; null for memory.</param>
    /// <param name="catalog">The app's steps: who subscribes to what.</param>
    internal SqliteStore(string? path, StepCatalog catalog)
    {
        this.catalog = catalog;
        shared = path is null ? new Lock() : null;
        database = new Database(path);
        try
        {
            epoch = Schema.Prepare(database, inMemory: path is null);
            foreach (var handler in catalog.Handlers) handlerIds[handler.Name] = IdOf(handler.Name);
        }
        catch
        {
            database.Dispose();
            throw;
        }
        Writer = new Writer(database, shared) { RolledBack = ForgetGroups };
        readers = new Readers(path, database, shared);
        version = epoch << 40;
        lastId = epoch << 40;
    }

    internal Writer Writer { get; }

    /// <summary>Says where committed events go.</summary>
    internal void Connect(Action<IReadOnlyList<QueueEntry>> onCommitted, Func<int, bool> full) => (dispatch, isFull) = (onCommitted, full);

    internal void Dispatch(IReadOnlyList<QueueEntry> entries) => dispatch(entries);

    internal bool IsFull(int more) => isFull(more);

    internal T Read<TState, T>(TState state, Func<Database, TState, T> read) => readers.Read(state, read);

    public ValueTask<StoredValue?> ReadAsync(string group, string key, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read((group, key), static (db, s) =>
        {
            var row = db["SELECT json, version FROM state WHERE gid = (SELECT id FROM groups WHERE name = ?) AND key = ?"].Bind(s.group).Bind(s.key);
            StoredValue? value = row.Read() ? new(row.Blob(0), VersionText(row.Long(1))) : null;
            row.Reset();
            return value;
        }));

    public ValueTask<IReadOnlyList<StoredEntry>> ListAsync(string group, string prefix, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read((group, prefix), static (db, s) =>
        {
            var rows = db[$"SELECT key, json, version FROM state WHERE gid = (SELECT id FROM groups WHERE name = ?) AND key >= ? AND {MarkRow.NotMarks} ORDER BY key"].Bind(s.group).Bind(s.prefix);
            var entries = new List<StoredEntry>();
            while (rows.Read())
            {
                var key = rows.Text(0);
                if (!key.StartsWith(s.prefix, StringComparison.Ordinal))
                {
                    rows.Reset();
                    break;
                }
                entries.Add(new(key, new(rows.Blob(1), VersionText(rows.Long(2)))));
            }
            // SQLite orders by bytes of UTF-8, which differs from ordinal order beyond U+FFFF.
            entries.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
            return (IReadOnlyList<StoredEntry>)entries;
        }));

    public ValueTask<bool> GroupExistsAsync(string group, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read(group, static (db, g) =>
        {
            var row = db["SELECT EXISTS(SELECT 1 FROM state WHERE gid = (SELECT id FROM groups WHERE name = ?))"].Bind(g);
            var exists = row.Read() && row.Long(0) != 0;
            row.Reset();
            return exists;
        }));

    public ValueTask<StoredMark?> ReadMarkAsync(string group, string key, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read((group, key), static (db, s) => ReadMark(db, s.group, s.key)));

    public ValueTask<CommitOutcome> CommitAsync(StepCommit commit, CancellationToken cancellation)
    {
        var work = new CommitWork(this, commit, EntriesOf(commit.Events, commit.At));
        Writer.Add(work);
        return new(work.Done);
    }

    /// <summary>Nothing is left to do: queues are in the same transaction.</summary>
    public ValueTask RelayAsync(StepCommit commit, CancellationToken cancellation) => default;

    /// <inheritdoc cref="RelayAsync(StepCommit, CancellationToken)"/>
    public ValueTask RelayAsync(string group, string markKey, CancellationToken cancellation) => default;

    public void Dispose()
    {
        // The container disposes once per service it is known by.
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        Writer.Dispose();
        readers.Dispose();
        database.Dispose();
    }

    /// <summary>One entry per event and subscriber.</summary>
    internal List<QueueEntry> EntriesOf(IReadOnlyList<EventEnvelope> events, DateTimeOffset now)
    {
        var entries = new List<QueueEntry>(events.Count);
        foreach (var envelope in events)
        {
            if (envelope.To is { } to)
            {
                if (catalog.Consumer(to) is { } only) entries.Add(Entry(envelope, only, now));
                continue;
            }
            foreach (var handler in catalog.Topic(envelope.Topic)?.Subscribers ?? []) entries.Add(Entry(envelope, handler, now));
        }
        return entries;
    }

    private static QueueEntry Entry(EventEnvelope envelope, HandlerDefinition handler, DateTimeOffset now) => new()
    {
        Id = 0, Handler = handler, Envelope = envelope, Attempt = 1, Due = envelope.Due is { } due && due > now ? Times.Due(due) : 0, Ready = envelope.Due > now ? envelope.Due.Value : now,
    };

    internal string? VersionOf(Database db, string group, string key)
    {
        if (FindGroup(db, group) is not { } gid) return null;
        var row = db["SELECT version FROM state WHERE gid = ? AND key = ?"].Bind(gid).Bind(key);
        var found = row.Read() ? VersionText(row.Long(0)) : null;
        row.Reset();
        return found;
    }

    /// <param name="db">The connection.</param>
    /// <param name="group">The group.</param>
    /// <param name="key">The key.</param>
    /// <param name="json">The value; null to delete.</param>
    /// <param name="sensitive">Where it has sensitive members.</param>
    /// <param name="trace">The writing trace; not stored where it is the group.</param>
    /// <param name="handler">The writing handler; null for a person.</param>
    /// <param name="at">When.</param>
    internal int WriteState(Database db, string group, string key, byte[]? json, string? sensitive, string? trace, string? handler, long at)
    {
        if (json is null) return FindGroup(db, group) is { } present ? db["DELETE FROM state WHERE gid = ? AND key = ?"].Bind(present).Bind(key).Run() : 0;
        var gid = TouchGroup(db, group, at);
        return db["""
            INSERT INTO state(gid, key, json, version, sensitive, trace, handler, at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(gid, key) DO UPDATE SET json = excluded.json, version = excluded.version, sensitive = excluded.sensitive,
                trace = excluded.trace, handler = excluded.handler, at = excluded.at
            """].Bind(gid).Bind(key).Bind(json).Bind(++version).Bind(sensitive).Bind(trace == group ? null : trace)
            .Bind(handler is null ? null : handlerIds[handler]).Bind(at).Run();
    }

    /// <returns>False where a mark stands.</returns>
    internal bool InsertMark(Database db, StepCommit commit)
    {
        var gid = TouchGroup(db, commit.HomeGroup, Times.Of(commit.At));
        return db["INSERT INTO state(gid, key, json, version, at) VALUES(?, ?, ?, 0, ?) ON CONFLICT(gid, key) DO NOTHING"]
            .Bind(gid).Bind(MarkRow.Key(commit.Mark.Key)).Bind(MarkRow.Write(commit.Id, commit.Mark)).Bind(Times.Of(commit.At)).Run() > 0;
    }

    internal void ReplaceMark(Database db, StepCommit commit) =>
        db["UPDATE state SET json = ?, at = ? WHERE gid = (SELECT id FROM groups WHERE name = ?) AND key = ?"].Bind(MarkRow.Write(commit.Id, commit.Mark)).Bind(Times.Of(commit.At))
            .Bind(commit.HomeGroup).Bind(MarkRow.Key(commit.Mark.Key)).Run();

    internal static StoredMark? ReadMark(Database db, string group, string key)
    {
        var row = db["SELECT json FROM state WHERE gid = (SELECT id FROM groups WHERE name = ?) AND key = ?"].Bind(group).Bind(MarkRow.Key(key));
        var mark = row.Read() ? MarkRow.Read(row.Blob(0)) : null;
        row.Reset();
        return mark;
    }

    private static string VersionText(long number) => number.ToString(CultureInfo.InvariantCulture);

    private long IdOf(string handler)
    {
        database["INSERT INTO handlers(name) VALUES(?) ON CONFLICT(name) DO NOTHING"].Bind(handler).Run();
        var row = database["SELECT id FROM handlers WHERE name = ?"].Bind(handler);
        row.Read();
        var id = row.Long(0);
        row.Reset();
        return id;
    }
}
