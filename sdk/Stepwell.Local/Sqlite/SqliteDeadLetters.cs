using Stepwell.Messaging;
using Stepwell.Storage;

namespace Stepwell.Local.Sqlite;

/// <summary>The rows of dead letters.</summary>
internal static class SqliteDeadLetters
{
    private const string Columns = "id, handler, envelope, attempts, reason, exception, at";

    internal static void Insert(Database db, DeadLetter letter, string group) =>
        db["INSERT INTO dead_letters(id, handler, trace, grp, envelope, attempts, reason, exception, at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"]
            .Bind(letter.Id).Bind(letter.Handler).Bind(letter.Envelope.TraceId).Bind(group).Bind(EnvelopeJson.Write(letter.Envelope))
            .Bind(letter.Attempts).Bind(letter.Reason).Bind(letter.Exception).Bind(Times.Of(letter.At)).Run();

    internal static DeadLetter? Read(Database db, string id)
    {
        var row = db[$"SELECT {Columns} FROM dead_letters WHERE id = ?"].Bind(id);
        var letter = row.Read() ? Letter(row) : null;
        row.Reset();
        return letter;
    }

    internal static IReadOnlyList<DeadLetter> List(Database db, string? handler, string? trace, string? before, int count)
    {
        var rows = db[$"""
            SELECT {Columns} FROM dead_letters
            WHERE (?1 IS NULL OR handler = ?1) AND (?2 IS NULL OR trace = ?2)
              AND (?3 IS NULL OR n < (SELECT n FROM dead_letters WHERE id = ?3))
            ORDER BY n DESC LIMIT ?4
            """].Bind(handler).Bind(trace).Bind(before).Bind(count);
        var letters = new List<DeadLetter>();
        while (rows.Read()) letters.Add(Letter(rows));
        return letters;
    }

    internal static int Count(Database db, string? handler, string? trace, int atMost)
    {
        var row = db["SELECT count(*) FROM (SELECT 1 FROM dead_letters WHERE (?1 IS NULL OR handler = ?1) AND (?2 IS NULL OR trace = ?2) LIMIT ?3)"].Bind(handler).Bind(trace).Bind(atMost);
        var count = row.Read() ? (int)row.Long(0) : 0;
        row.Reset();
        return count;
    }

    internal static IReadOnlyDictionary<string, int> CountByHandler(Database db, int atMost)
    {
        var rows = db["SELECT handler, count(*) FROM (SELECT handler FROM dead_letters ORDER BY n DESC LIMIT ?) GROUP BY handler"].Bind(atMost);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (rows.Read()) counts.Add(rows.Text(0), (int)rows.Long(1));
        return counts;
    }

    internal static bool Edit(Database db, string id, byte[] data)
    {
        if (Read(db, id) is not { } letter) return false;
        return db["UPDATE dead_letters SET envelope = ? WHERE id = ?"].Bind(EnvelopeJson.Write(letter.Envelope with { Data = data })).Bind(id).Run() > 0;
    }

    internal static bool Remove(Database db, string id) => db["DELETE FROM dead_letters WHERE id = ?"].Bind(id).Run() > 0;

    private static DeadLetter Letter(Statement row) =>
        new(row.Text(0), row.Text(1), EnvelopeJson.Read(row.Blob(2)), (int)row.Long(3), row.Text(4), row.TextOrNull(5), Times.From(row.Long(6)));
}
