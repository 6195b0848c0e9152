using Stepwell.Local.Queues;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Local.Sqlite;

/// <summary>What people do by hand.</summary>
internal sealed partial class SqliteStore : IStepStoreAdmin
{
    private const string EntriesOfGroup = $"""
        SELECT s.key, s.json, s.version, s.sensitive, coalesce(s.trace, iif(s.handler IS NULL, NULL, g.name)), h.name, s.at
        FROM groups g JOIN state s ON s.gid = g.id LEFT JOIN handlers h ON h.id = s.handler
        WHERE g.name = ? AND {MarkRow.NotMarks}
        """;

    private readonly TimeProvider clock = TimeProvider.System;

    /// <summary>The clock that hand-made changes are dated by.</summary>
    internal TimeProvider Clock { get => clock; init => clock = value; }

    public ValueTask<IReadOnlyList<GroupInfo>> ListGroupsAsync(string search, string? after, int count, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read((search, after, count), static (db, s) =>
        {
            var rows = db[$"""
                SELECT g.name, count(*), max(s.at) FROM groups g JOIN state s ON s.gid = g.id
                WHERE g.name > ?1 AND {MarkRow.NotMarks} AND (?2 = '' OR instr(lower(g.name), lower(?2)) > 0)
                GROUP BY g.name ORDER BY g.name LIMIT ?3
                """].Bind(s.after ?? "").Bind(s.search).Bind(s.count);
            var groups = new List<GroupInfo>();
            while (rows.Read()) groups.Add(new(rows.Text(0), (int)rows.Long(1), Times.From(rows.Long(2))));
            return (IReadOnlyList<GroupInfo>)groups;
        }));

    public ValueTask<IReadOnlyList<StateEntry>> ListEntriesAsync(string group, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read(group, static (db, g) =>
        {
            var rows = db[$"{EntriesOfGroup} ORDER BY s.key"].Bind(g);
            var entries = new List<StateEntry>();
            while (rows.Read()) entries.Add(EntryOf(rows));
            return (IReadOnlyList<StateEntry>)entries;
        }));

    public ValueTask<StateEntry?> ReadEntryAsync(string group, string key, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read((group, key), static (db, s) =>
        {
            var row = db[$"{EntriesOfGroup} AND s.key = ?"].Bind(s.group).Bind(s.key);
            var entry = row.Read() ? EntryOf(row) : null;
            row.Reset();
            return entry;
        }));

    public async ValueTask<bool> WriteEntryAsync(string group, string key, byte[]? json, string? version, CancellationToken cancellation) => await Writer.AddAsync(db =>
    {
        if (version is not null && VersionOf(db, group, key) != version) return false;
        // A value that was sensitive stays so, whoever edits it.
        var row = db["SELECT sensitive FROM state WHERE gid = (SELECT id FROM groups WHERE name = ?) AND key = ?"].Bind(group).Bind(key);
        var sensitive = row.Read() ? row.TextOrNull(0) : null;
        row.Reset();
        return WriteState(db, group, key, json, sensitive, null, null, Times.Of(Clock.GetUtcNow())) > 0;
    }).ConfigureAwait(false);

    public async ValueTask<int> DeleteGroupAsync(string group, CancellationToken cancellation) =>
        await Writer.AddAsync(db => db[$"DELETE FROM state WHERE gid = (SELECT id FROM groups WHERE name = ?) AND {MarkRow.NotMarks}"].Bind(group).Run()).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(string? handler, string? traceId, string? before, int count, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read((handler, traceId, before, count), static (db, s) => SqliteDeadLetters.List(db, s.handler, s.traceId, s.before, s.count)));

    public ValueTask<int> CountDeadLettersAsync(string? handler, string? traceId, int atMost, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read((handler, traceId, atMost), static (db, s) => SqliteDeadLetters.Count(db, s.handler, s.traceId, s.atMost)));

    public ValueTask<IReadOnlyDictionary<string, int>> CountDeadLettersByHandlerAsync(int atMost, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read(atMost, SqliteDeadLetters.CountByHandler));

    public ValueTask<DeadLetter?> ReadDeadLetterAsync(string id, CancellationToken cancellation) =>
        ValueTask.FromResult(readers.Read(id, SqliteDeadLetters.Read));

    public async ValueTask<bool> EditDeadLetterAsync(string id, byte[] data, CancellationToken cancellation) =>
        await Writer.AddAsync(db => SqliteDeadLetters.Edit(db, id, data)).ConfigureAwait(false);

    public async ValueTask<bool> DiscardDeadLetterAsync(string id, CancellationToken cancellation) =>
        await Writer.AddAsync(db => SqliteDeadLetters.Remove(db, id)).ConfigureAwait(false);

    public async ValueTask<bool> ReplayDeadLetterAsync(string id, CancellationToken cancellation)
    {
        var entries = await Writer.AddAsync(db =>
        {
            if (SqliteDeadLetters.Read(db, id) is not { } letter) return null;
            if (catalog.Consumer(letter.Handler) is null) throw letter.HandlerGone();
            SqliteDeadLetters.Remove(db, id);
            var envelope = letter.Envelope with { To = letter.Handler, Generation = letter.Envelope.Generation + 1, Due = null };
            var replay = EntriesOf([envelope], Clock.GetUtcNow());
            Insert(db, replay[0], EnvelopeJson.Write(envelope));
            return replay;
        }, made =>
        {
            if (made is not null) Dispatch(made);
        }).ConfigureAwait(false);
        return entries is not null;
    }

    /// <summary>Sends events that no commit brings: hand-made ones and ticks.</summary>
    /// <returns>False where the queue is full.</returns>
    internal Task<bool> SendAsync(IReadOnlyList<EventEnvelope> events)
    {
        var entries = EntriesOf(events, Clock.GetUtcNow());
        var bytes = entries.ConvertAll(e => EnvelopeJson.Write(e.Envelope));
        var sent = false;
        return Writer.AddAsync(db =>
        {
            sent = !IsFull(entries.Count);
            if (!sent) return false;
            foreach (var sentEvent in events) Know(db, sentEvent);
            for (var i = 0; i < entries.Count; i++) Insert(db, entries[i], bytes[i]);
            return true;
        }, made =>
        {
            if (made) Dispatch(entries);
        });
    }

    /// <summary>See <see cref="KnownTraces"/>. A tick needs none: its handler's commit comes before whatever follows of it.</summary>
    private void Know(Database db, EventEnvelope sent)
    {
        if (sent.Topic != EventEnvelope.TickTopic) WriteState(db, sent.TraceId, KnownTraces.Key, KnownTraces.Value.ToArray(), null, null, null, Times.Of(Clock.GetUtcNow()));
    }

    /// <summary>Sends a tick and remembers it, once.</summary>
    internal Task<bool> TickAsync(string name, DateTimeOffset occurrence, EventEnvelope tick)
    {
        var entries = EntriesOf([tick], Clock.GetUtcNow());
        var bytes = EnvelopeJson.Write(tick);
        return Writer.AddAsync(db =>
        {
            if (db["UPDATE crons SET last = ? WHERE name = ? AND last < ?"].Bind(Times.Of(occurrence)).Bind(name).Bind(Times.Of(occurrence)).Run() == 0) return false;
            foreach (var entry in entries) Insert(db, entry, bytes);
            return true;
        }, sent =>
        {
            if (sent) Dispatch(entries);
        });
    }

    private static StateEntry EntryOf(Statement row) =>
        new(row.Text(0), row.Blob(1), VersionText(row.Long(2)), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), Times.From(row.Long(6)));
}
