using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Tables;

/// <summary>Values, looked at and changed by hand.</summary>
public sealed partial class TableStore : IStepStoreAdmin
{
    /// <inheritdoc/>
    /// <remarks>Reads on from <paramref name="after"/> until the page is full, so a search for what is rare reads much. It is for people.</remarks>
    public async ValueTask<IReadOnlyList<GroupInfo>> ListGroupsAsync(string search, string? after, int count, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        var query = new TableQuery
        {
            PartitionFrom = after is null ? null : KeyText.Encode(after) + KeyText.Mark, RowFrom = RowKeys.State, RowBefore = RowKeys.AfterState,
            Select = [Columns.At, Columns.Gone, Columns.Group],
        };
        var groups = new List<GroupInfo>();
        (string Partition, GroupInfo Info)? present = null;
        await foreach (var row in tables.RangeAsync(tables.Groups, query, cancellation).ConfigureAwait(false))
        {
            if (!StateRow.IsValue(row)) continue;
            if (present is var (partition, info) && partition == row.PartitionKey)
            {
                present = (partition, info with { Keys = info.Keys + 1, ChangedAt = row.Time(Columns.At) > info.ChangedAt ? row.Time(Columns.At) : info.ChangedAt });
                continue;
            }
            if (present is var (_, full) && Add(full)) return groups;
            present = (row.PartitionKey, new(CutText.Of(row, Columns.Group, row.PartitionKey), 1, row.Time(Columns.At)));
        }
        if (present is var (_, last)) Add(last);
        return groups;

        bool Add(GroupInfo group)
        {
            if (group.Group.Contains(search, StringComparison.OrdinalIgnoreCase)) groups.Add(group);
            return groups.Count >= count;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StateEntry>> ListEntriesAsync(string group, CancellationToken cancellation)
    {
        var entries = new List<StateEntry>();
        await foreach (var row in tables.RangeAsync(tables.Groups, StateOf(group), cancellation).ConfigureAwait(false))
            if (StateRow.IsValue(row))
                entries.Add(StateRow.Entry(row, group));
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return entries;
    }

    /// <inheritdoc/>
    public async ValueTask<StateEntry?> ReadEntryAsync(string group, string key, CancellationToken cancellation) =>
        await ReadRowAsync(group, RowKeys.OfState(key), cancellation).ConfigureAwait(false) is { } row && StateRow.IsValue(row) ? StateRow.Entry(row, group) : null;

    /// <inheritdoc/>
    public async ValueTask<bool> WriteEntryAsync(string group, string key, byte[]? json, string? version, CancellationToken cancellation)
    {
        var (rowKey, now, by) = (RowKeys.OfState(key), time.GetUtcNow(), TraceIds.New());
        await NoteStateAsync(group, now, cancellation).ConfigureAwait(false);
        while (true)
        {
            var row = await ReadRowAsync(group, rowKey, cancellation).ConfigureAwait(false);
            // Where a reply was lost and asked for again, what stands is what was just written.
            if (row is not null && row.Text(Columns.By) == by) return true;
            var present = row is not null && !StateRow.IsAbsent(row) ? row : null;
            if ((version is not null && (present is null || StateRow.Version(present) != version)) || (json is null && present is null)) return false;
            TableOperation operation;
            if (json is null) operation = TableOperation.Delete(rowKey, present!.ETag);
            else
            {
                // A value that was sensitive stays so, whoever edits it.
                var value = StateRow.Value(group, key, json, present?.Text(Columns.Sensitive), null, null, now);
                value[Columns.By] = by;
                operation = row is null ? TableOperation.Insert(rowKey, value) : TableOperation.Update(rowKey, value, row.ETag);
            }
            if ((await SubmitAsync(group, [operation], cancellation).ConfigureAwait(false)).IsDone) return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> DeleteGroupAsync(string group, CancellationToken cancellation)
    {
        var rows = tables.RangeAsync(tables.Groups, StateOf(group) with { Select = [Columns.Gone] }, cancellation).Where(StateRow.IsValue);
        var deleted = 0;
        // What was written meanwhile is deleted too.
        do deleted += await tables.DeleteUnchangedAsync(tables.Groups, KeyText.Encode(group), rows, cancellation).ConfigureAwait(false);
        while (await rows.AnyAsync(cancellation).ConfigureAwait(false));
        return deleted;
    }

    private static TableQuery StateOf(string group) => new() { Partition = KeyText.Encode(group), RowFrom = RowKeys.State, RowBefore = RowKeys.AfterState };
}
