using System.Text.Json;
using Stepwell.Local.Sqlite;

namespace Stepwell.Local.Traces;

/// <summary>Traces on disk, in a file of their own that is not flushed per commit: history may lose its last moments, state may not.</summary>
internal sealed class TraceFile : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lock gate = new();
    private readonly Database db;

    internal TraceFile(string path)
    {
        db = new Database(path);
        try
        {
            db.Execute("""
                PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;
                CREATE TABLE IF NOT EXISTS traces(id TEXT PRIMARY KEY, started INTEGER NOT NULL, summary BLOB NOT NULL, spans BLOB NOT NULL);
                CREATE INDEX IF NOT EXISTS traces_started ON traces(started);
                """);
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>The newest summaries, oldest first.</summary>
    internal List<TraceSummary> Load(int count)
    {
        lock (gate)
        {
            var rows = db["SELECT summary FROM traces ORDER BY started DESC LIMIT ?"].Bind(count);
            var found = new List<TraceSummary>();
            while (rows.Read()) found.Add(JsonSerializer.Deserialize<TraceSummary>(rows.Blob(0), Json)!);
            found.Reverse();
            return found;
        }
    }

    internal IReadOnlyList<SpanDetail> Spans(string id)
    {
        lock (gate)
        {
            var row = db["SELECT spans FROM traces WHERE id = ?"].Bind(id);
            var spans = row.Read() ? JsonSerializer.Deserialize<List<SpanDetail>>(row.Blob(0), Json)! : [];
            row.Reset();
            return spans;
        }
    }

    internal void Save(IReadOnlyList<TraceDetail> traces, IReadOnlyList<string> gone)
    {
        lock (gate)
        {
            db.Execute("BEGIN IMMEDIATE");
            try
            {
                foreach (var trace in traces)
                    db["INSERT OR REPLACE INTO traces(id, started, summary, spans) VALUES(?, ?, ?, ?)"].Bind(trace.Summary.TraceId).Bind(Times.Of(trace.Summary.StartedAt))
                        .Bind(JsonSerializer.SerializeToUtf8Bytes(trace.Summary, Json)).Bind(JsonSerializer.SerializeToUtf8Bytes(trace.Spans, Json)).Run();
                foreach (var id in gone) db["DELETE FROM traces WHERE id = ?"].Bind(id).Run();
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

    public void Dispose()
    {
        lock (gate) db.Dispose();
    }
}
