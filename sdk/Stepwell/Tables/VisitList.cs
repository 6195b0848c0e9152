using System.Globalization;

namespace Stepwell.Tables;

/// <summary>Something to look at when its time is over.</summary>
internal readonly record struct Visit(string Name, string Partition, string Row);

/// <summary>
/// What to look at when, so that pruning never scans the store: rows by hour and shard, written when something is touched and
/// removed when it was visited.
/// </summary>
internal sealed class VisitList(StoreTables tables)
{
    /// <summary>Groups, for their marks.</summary>
    internal const string Marks = "m";

    /// <summary>Reservations, for their expiry.</summary>
    internal const string Reservations = "r";

    /// <summary>Groups, for their values.</summary>
    internal const string State = "s";

    private const string Hours = "yyyyMMddHH";
    private const int Shards = 16;
    private const int Remembered = 100_000;
    private readonly Lock gate = new();
    private readonly HashSet<(string Bucket, string Key)> noted = [];
    private string newest = "";

    /// <summary>Notes that something was touched; once per process and hour.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="at">The time that decides when it is visited.</param>
    /// <param name="cancellation">Ends the call.</param>
    internal async ValueTask NoteAsync(string kind, string name, DateTimeOffset at, CancellationToken cancellation)
    {
        var key = KeyText.Encode(name);
        var bucket = kind + Hour(at);
        lock (gate)
            if (noted.Contains((bucket, key)))
                return;
        var row = new Dictionary<string, object>(1, StringComparer.Ordinal);
        CutText.Keep(row, Columns.Name, key, name);
        await tables.WriteAsync(tables.Upkeep, bucket + "-" + Shard(key), key, row, cancellation).ConfigureAwait(false);
        lock (gate)
        {
            // What belongs to hours that are over will hardly be asked for again.
            if (noted.Count >= Remembered || (kind == Marks && string.CompareOrdinal(bucket, newest) > 0))
            {
                noted.Clear();
                newest = bucket;
            }
            noted.Add((bucket, key));
        }
    }

    /// <summary>What was noted for hours that ended before a time, oldest first.</summary>
    internal async IAsyncEnumerable<Visit> DueAsync(string kind, DateTimeOffset before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new TableQuery { PartitionFrom = kind, PartitionBefore = kind + Hour(before) };
        await foreach (var row in tables.RangeAsync(tables.Upkeep, query, cancellation).ConfigureAwait(false))
            yield return new(RowKeys.TextOf(row, ""), row.PartitionKey, row.RowKey);
    }

    /// <summary>Removes what was visited.</summary>
    internal async ValueTask DoneAsync(Visit visit, CancellationToken cancellation) =>
        await tables.Service.SubmitAsync(tables.Upkeep, visit.Partition, [TableOperation.Delete(visit.Row)], cancellation).ConfigureAwait(false);

    private static string Hour(DateTimeOffset time) => time.UtcDateTime.ToString(Hours, CultureInfo.InvariantCulture);

    /// <summary>The same in every process.</summary>
    private static string Shard(string key)
    {
        var hash = 2166136261u;
        foreach (var c in key) hash = (hash ^ c) * 16777619u;
        return (hash % Shards).ToString("x", CultureInfo.InvariantCulture);
    }
}
