using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Stepwell.Tables;

/// <summary>The address of a pending commit.</summary>
internal sealed record PendingKey(string Partition, string Row)
{
    public override string ToString() => Partition + "|" + Row;

    internal static PendingKey? Parse(string? text) => text?.Split('|') is [var partition, var row] ? new(partition, row) : null;
}

/// <summary>A commit that may hold and not be relayed.</summary>
internal sealed record PendingCommit(PendingKey Key, string ETag, string Group, string MarkKey, string CommitId);

/// <summary>
/// Commits that nobody repeats if their process ends: a row is written before each, and removed after its relay. Partitions
/// are minutes and shards, so that what is old is the beginning of the table, and writers spread.
/// </summary>
internal sealed class PendingCommits(StoreTables tables, TimeProvider time)
{
    private const string Minutes = "yyyyMMddHHmm";
    private const int Shards = 16;

    /// <summary>Writes down a commit that is about to be made.</summary>
    internal async ValueTask<PendingKey> AddAsync(string group, string markKey, string commitId, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{group.Length} {markKey.Length} {group}{markKey}{commitId}"));
        var key = new PendingKey(Minute(time.GetUtcNow()) + "-" + (hash[0] % Shards).ToString("x", CultureInfo.InvariantCulture), Convert.ToHexStringLower(hash, 0, 16));
        var row = new Dictionary<string, object>(3, StringComparer.Ordinal) { [Columns.Group] = group, [Columns.Mark] = markKey, [Columns.Commit] = commitId };
        await tables.WriteAsync(tables.Pending, key.Partition, key.Row, row, cancellation).ConfigureAwait(false);
        return key;
    }

    /// <summary>Removes a commit that was relayed, or can never hold. One that another has removed, or written anew (it has another ETag), is left as it is.</summary>
    internal async ValueTask RemoveAsync(PendingKey key, string? etag, CancellationToken cancellation) =>
        await tables.Service.SubmitAsync(tables.Pending, key.Partition, [TableOperation.Delete(key.Row, etag)], cancellation).ConfigureAwait(false);

    /// <summary>Those written down before a time, oldest first.</summary>
    internal async IAsyncEnumerable<PendingCommit> BeforeAsync(DateTimeOffset before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new TableQuery { PartitionBefore = Minute(before) };
        await foreach (var row in tables.RangeAsync(tables.Pending, query, cancellation).ConfigureAwait(false))
            yield return new(new(row.PartitionKey, row.RowKey), row.ETag, row.Text(Columns.Group)!, row.Text(Columns.Mark)!, row.Text(Columns.Commit)!);
    }

    private static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString(Minutes, CultureInfo.InvariantCulture);
}
