using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>The transaction that makes a commit's changes of another group.</summary>
/// <remarks>
/// First comes the row that says so, by which a repeated one is told. A value that is deleted leaves a row with the time beside the values, where
/// lists do not come by; a deletion of what is not there leaves a row that reads as absent in the value's own place, so that who found
/// nothing there and writes late is refused. Either goes with the marks of its time.
/// </remarks>
/// <param name="entry">The commit.</param>
/// <param name="group">The other group.</param>
/// <param name="applied">The time by which it is remembered.</param>
internal sealed class OtherGroupTransaction(OutboxEntry entry, string group, DateTimeOffset applied)
{
    internal OutboxEntry Entry => entry;

    internal string Partition { get; } = KeyText.Encode(group);

    /// <summary>Makes the changes whatever is there; is refused where a key to delete is not.</summary>
    internal List<TableOperation> Blind(IReadOnlyList<OtherGroupChange> changes)
    {
        var operations = Begin(changes);
        foreach (var change in changes)
            if (change.Json is not null) operations.Add(TableOperation.Upsert(RowKeys.OfState(change.Key), Row(change)));
            else if (!TryDelete(operations, changes, change, null)) operations.Add(TableOperation.Upsert(RowKeys.OfState(change.Key), Row(change)));
        return operations;
    }

    /// <summary>Makes the changes where what is there is as it was read.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="standing">What was read, of each.</param>
    /// <param name="later">True to leave out keys that were written or deleted after the commit.</param>
    internal List<TableOperation> Over(IReadOnlyList<OtherGroupChange> changes, IReadOnlyList<StandingKey> standing, bool later)
    {
        var operations = Begin(changes);
        for (var i = 0; i < changes.Count; i++)
        {
            var (change, key) = (changes[i], RowKeys.OfState(changes[i].Key));
            if (later && standing[i].At > entry.At) continue;
            if (standing[i].Row is not { } row) operations.Add(TableOperation.Insert(key, Row(change)));
            else if (change.Json is not null || StateRow.IsAbsent(row) || !TryDelete(operations, changes, change, row.ETag))
                operations.Add(TableOperation.Update(key, Row(change), row.ETag));
        }
        return operations;
    }

    private List<TableOperation> Begin(IReadOnlyList<OtherGroupChange> changes) =>
        new(changes.Count + 1) { TableOperation.Insert(RowKeys.OfApplied(entry.CommitId, entry.MarkKey), new Dictionary<string, object>(1, StringComparer.Ordinal) { [Columns.At] = applied }) };

    /// <returns>False where the transaction has no room for a row more than it has changes.</returns>
    private bool TryDelete(List<TableOperation> operations, IReadOnlyList<OtherGroupChange> changes, OtherGroupChange change, string? etag)
    {
        // Every change that follows may need one, too.
        var further = operations.Count(static o => o.RowKey.StartsWith(RowKeys.Deletion, StringComparison.Ordinal));
        if (1 + changes.Count + further >= TableLimits.TransactionOperations) return false;
        operations.Add(TableOperation.Delete(RowKeys.OfState(change.Key), etag));
        operations.Add(TableOperation.Upsert(RowKeys.OfDeletion(change.Key), new Dictionary<string, object>(1, StringComparer.Ordinal) { [Columns.At] = entry.At }));
        return true;
    }

    private Dictionary<string, object> Row(OtherGroupChange change) => change.Json is null
        ? StateRow.Absent(group, change.Key, entry.At)
        : StateRow.Value(group, change.Key, change.Json, change.Sensitive, entry.TraceId, entry.Handler, entry.At);
}
