using Stepwell.Catalog;
using Stepwell.Local.Queues;
using Stepwell.Messaging;

namespace Stepwell.Local.Sqlite;

/// <summary>The rows of the queues. All of this runs on the writer's thread.</summary>
internal sealed partial class SqliteStore
{
    private const string Columns = "id, attempt, due, held, ready, lost, envelope";

    internal void Insert(Database db, QueueEntry entry, byte[] envelope)
    {
        entry.Id = ++lastId;
        db["INSERT INTO queue(handler, id, attempt, due, held, ready, lost, envelope) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"]
            .Bind(handlerIds[entry.Handler.Name]).Bind(entry.Id).Bind(entry.Attempt).Bind(entry.Due).Bind(entry.Held)
            .Bind(Times.Of(entry.Ready)).Bind(entry.Lost).Bind(envelope).Run();
    }

    internal void Remove(Database db, QueueEntry entry) =>
        db["DELETE FROM queue WHERE handler = ? AND id = ?"].Bind(handlerIds[entry.Handler.Name]).Bind(entry.Id).Run();

    /// <summary>Writes down that an entry is to be tried again.</summary>
    internal void Postpone(Database db, QueueEntry entry) =>
        db["UPDATE queue SET attempt = ?, due = ?, held = ?, ready = ?, lost = ? WHERE handler = ? AND id = ?"]
            .Bind(entry.Attempt).Bind(entry.Due).Bind(entry.Held).Bind(Times.Of(entry.Ready)).Bind(entry.Lost)
            .Bind(handlerIds[entry.Handler.Name]).Bind(entry.Id).Run();

    /// <summary>Entries of one handler that are ready, in order, after an id.</summary>
    internal List<QueueEntry> Load(Database db, HandlerDefinition handler, long after, int count)
    {
        var rows = db[$"SELECT {Columns} FROM queue WHERE handler = ? AND id > ? AND due = 0 ORDER BY id LIMIT ?"]
            .Bind(handlerIds[handler.Name]).Bind(after).Bind(count);
        var entries = new List<QueueEntry>();
        while (rows.Read()) entries.Add(Entry(rows, handler));
        return entries;
    }

    /// <summary>Gives entries whose time has come a place at the end of their queues.</summary>
    internal List<QueueEntry> Promote(Database db, long now, int count)
    {
        var rows = db[$"SELECT {Columns}, handler FROM queue WHERE due > 0 AND due <= ? ORDER BY due, id LIMIT ?"].Bind(now).Bind(count);
        var due = new List<QueueEntry>();
        while (rows.Read())
            if (HandlerOf(rows.Long(7)) is { } handler)
                due.Add(Entry(rows, handler));
        foreach (var entry in due)
        {
            var before = entry.Id;
            entry.Id = ++lastId;
            entry.Ready = Times.From(entry.Due);
            entry.Due = 0;
            db["UPDATE queue SET id = ?, due = 0, ready = ? WHERE handler = ? AND id = ?"]
                .Bind(entry.Id).Bind(Times.Of(entry.Ready)).Bind(handlerIds[entry.Handler.Name]).Bind(before).Run();
        }
        return due;
    }

    /// <summary>When the next entry is due; null for none.</summary>
    internal static long? NextDue(Database db)
    {
        var row = db["SELECT min(due) FROM queue WHERE due > 0"];
        var next = row.Read() ? row.LongOrNull(0) : null;
        row.Reset();
        return next;
    }

    /// <summary>How many entries each handler has, delayed ones included.</summary>
    internal Dictionary<HandlerDefinition, int> Depths(Database db)
    {
        var rows = db["SELECT handler, count(*) FROM queue GROUP BY handler"];
        var depths = new Dictionary<HandlerDefinition, int>();
        while (rows.Read())
            if (HandlerOf(rows.Long(0)) is { } handler)
                depths[handler] = (int)rows.Long(1);
        return depths;
    }

    /// <summary>Counts the attempt of an entry that was in flight when the process ended.</summary>
    internal bool CountLost(Database db, long handlerId, long id, int attempt)
    {
        const string why = "The process ended during the attempt.";
        return db["UPDATE queue SET attempt = ?, lost = ? WHERE handler = ? AND id = ? AND attempt = ?"]
            .Bind(attempt + 1).Bind(why).Bind(handlerId).Bind(id).Bind(attempt).Run() > 0;
    }

    /// <summary>Moves what waits for handlers that are no longer there to the dead letters.</summary>
    /// <returns>How many, by handler.</returns>
    internal Dictionary<string, int> BuryOrphans(Database db, DateTimeOffset now)
    {
        var rows = db["SELECT h.name, q.attempt, q.envelope, q.handler, q.id FROM queue q JOIN handlers h ON h.id = q.handler"];
        var orphans = new List<(string Handler, int Attempt, byte[] Envelope, long HandlerId, long Id)>();
        while (rows.Read())
            if (catalog.Consumer(rows.Text(0)) is null)
                orphans.Add((rows.Text(0), (int)rows.Long(1), rows.Blob(2), rows.Long(3), rows.Long(4)));
        foreach (var (handler, attempt, bytes, handlerId, id) in orphans)
        {
            var envelope = EnvelopeJson.Read(bytes);
            var letter = new Storage.DeadLetter(Tracing.TraceIds.New(), handler, envelope, attempt - 1, $"The handler {handler} takes no events any more.", null, now);
            SqliteDeadLetters.Insert(db, letter, envelope.TraceId);
            db["DELETE FROM queue WHERE handler = ? AND id = ?"].Bind(handlerId).Bind(id).Run();
        }
        return orphans.GroupBy(o => o.Handler).ToDictionary(g => g.Key, g => g.Count());
    }

    internal long HandlerId(HandlerDefinition handler) => handlerIds[handler.Name];

    private HandlerDefinition? HandlerOf(long id)
    {
        foreach (var (name, known) in handlerIds)
            if (known == id)
                return catalog.Handler(name);
        return null;
    }

    private static QueueEntry Entry(Statement row, HandlerDefinition handler) => new()
    {
        Id = row.Long(0), Handler = handler, Attempt = (int)row.Long(1), Due = row.Long(2), Held = row.Long(3),
        Ready = Times.From(row.Long(4)), Lost = row.TextOrNull(5), Envelope = EnvelopeJson.Read(row.Blob(6)),
    };
}
