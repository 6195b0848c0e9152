using System.Text.Json;
using Stepwell.Local.Sqlite;

namespace Stepwell.Local.Traces;

/// <summary>Traces on disk, in a file of their own that is not flushed per commit: history may lose its last moments, state may not.</summary>
internal sealed class TraceFile : IDisposable
{
    // What is shown of a payload may be 64 deep by itself.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 128 };
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

    /// <summary>Writes traces, and removes others.</summary>
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
        lock (gate) Write(rows, gone);
        return refused;
    }

    private void Write(List<(TraceSummary Trace, byte[] Summary, byte[] Spans)> rows, IReadOnlyList<string> gone)
    {
        db.Execute("BEGIN IMMEDIATE");
        try
        {
            foreach (var (trace, summary, spans) in rows)
                db["INSERT OR REPLACE INTO traces(id, started, summary, spans) VALUES(?, ?, ?, ?)"].Bind(trace.TraceId).Bind(Times.Of(trace.StartedAt)).Bind(summary).Bind(spans).Run();
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

    public void Dispose()
    {
        lock (gate) db.Dispose();
    }
}
