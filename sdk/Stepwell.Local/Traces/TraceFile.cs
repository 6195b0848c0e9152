using System.Text.Json;
using SQLitePCL;
using Stepwell.Local.Sqlite;

namespace Stepwell.Local.Traces;

/// <summary>
/// Traces on disk, in a file of their own that is not flushed per commit: history may lose its last moments, state may not.
/// It is opened by the first who needs it, so that a damaged history keeps no host from starting.
/// </summary>
internal sealed class TraceFile(string path) : IDisposable
{
    // What is shown of a payload may be 64 deep by itself. Nulls where none may be are found here, and not by whoever sums up.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 128, RespectNullableAnnotations = true };
    private readonly Lock gate = new();
    private Database? opened;

    /// <summary>Whether a failure says that the file itself is no good: a power cut, or another's file.</summary>
    internal static bool IsDamage(Exception failure) => failure is SqliteFailure { Code: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    /// <summary>The newest summaries, oldest first, and why others cannot be read.</summary>
    internal (IReadOnlyList<TraceSummary> Traces, IReadOnlyList<JsonException> Unreadable) Load(int count)
    {
        var blobs = new List<byte[]>();
        lock (gate)
        {
            var rows = Db["SELECT summary FROM traces ORDER BY started DESC LIMIT ?"];
            try
            {
                rows.Bind(count);
                while (rows.Read()) blobs.Add(rows.Blob(0));
            }
            finally
            {
                rows.Reset();
            }
        }
        var (found, unreadable) = (new List<TraceSummary>(blobs.Count), new List<JsonException>());
        for (var i = blobs.Count - 1; i >= 0; i--)
        {
            try
            {
                found.Add(Parse<TraceSummary>(blobs[i]));
            }
            catch (JsonException e)
            {
                unreadable.Add(e);
            }
        }
        return (found, unreadable);
    }

    internal IReadOnlyList<SpanDetail> Spans(string id)
    {
        byte[]? blob;
        lock (gate)
        {
            var row = Db["SELECT spans FROM traces WHERE id = ?"];
            try
            {
                blob = row.Bind(id).Read() ? row.Blob(0) : null;
            }
            finally
            {
                // Before it is parsed: a statement that is left open fails whoever asks next, and keeps the log from being reset.
                row.Reset();
            }
        }
        return blob is null ? [] : Parse<List<SpanDetail>>(blob);
    }

    /// <summary>Removes traces, and writes others.</summary>
    /// <returns>Those that cannot be written, and why: one such must not keep the others from being kept.</returns>
    internal IReadOnlyList<(TraceDetail Trace, Exception Why)> Save(IReadOnlyList<TraceDetail> traces, IReadOnlyList<string> gone)
    {
        var (rows, refused) = (new List<(TraceSummary Trace, byte[] Summary, byte[] Spans)>(traces.Count), new List<(TraceDetail Trace, Exception Why)>());
        foreach (var trace in traces)
        {
            try
            {
                rows.Add((trace.Summary, JsonSerializer.SerializeToUtf8Bytes(trace.Summary, Json), JsonSerializer.SerializeToUtf8Bytes(trace.Spans, Json)));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
            {
                refused.Add((trace, e));
            }
        }
        lock (gate) Write(Db, rows, gone);
        return refused;
    }

    /// <summary>Moves a damaged file aside; whoever comes next begins another.</summary>
    /// <returns>Where it is now; what was moved there before is gone.</returns>
    internal string SetAside()
    {
        var aside = Path.ChangeExtension(path, ".damaged.db");
        lock (gate)
        {
            opened?.Dispose();
            opened = null;
            // Not left beside the new file, which would take it for its own.
            foreach (var part in (string[])["", "-wal", "-shm"])
                if (File.Exists(path + part)) File.Move(path + part, aside + part, overwrite: true);
                else File.Delete(aside + part);
        }
        return aside;
    }

    public void Dispose()
    {
        lock (gate) opened?.Dispose();
    }

    private Database Db => opened ??= Open();

    private Database Open()
    {
        var db = new Database(path);
        try
        {
            db.Execute("""
                PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;
                CREATE TABLE IF NOT EXISTS traces(id TEXT PRIMARY KEY, started INTEGER NOT NULL, summary BLOB NOT NULL, spans BLOB NOT NULL);
                CREATE INDEX IF NOT EXISTS traces_started ON traces(started);
                """);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    private static T Parse<T>(byte[] blob) => JsonSerializer.Deserialize<T>(blob, Json) ?? throw new JsonException("A trace is stored as null.");

    private static void Write(Database db, List<(TraceSummary Trace, byte[] Summary, byte[] Spans)> rows, IReadOnlyList<string> gone)
    {
        db.Execute("BEGIN IMMEDIATE");
        try
        {
            // First, for a trace that went may have come again.
            foreach (var id in gone) db["DELETE FROM traces WHERE id = ?"].Bind(id).Run();
            foreach (var (trace, summary, spans) in rows)
                db["INSERT OR REPLACE INTO traces(id, started, summary, spans) VALUES(?, ?, ?, ?)"].Bind(trace.TraceId).Bind(Times.Of(trace.StartedAt)).Bind(summary).Bind(spans).Run();
            db.Execute("COMMIT");
        }
        catch
        {
            db.ResetAll();
            if (db.InTransaction) db.Execute("ROLLBACK");
            throw;
        }
    }
}
