using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>The transaction of one commit, and what its refusals mean.</summary>
/// <remarks>
/// The mark comes first, so that a repeated commit is told from all else; then the changes; then the outbox. What is refused for
/// a reason that does not touch the commit's meaning is mended and submitted again.
/// </remarks>
internal sealed class CommitTransaction
{
    private readonly StoreTables tables;
    private readonly StepCommit commit;
    private readonly string partition;
    private readonly List<TableOperation> operations;
    private readonly int outboxFrom;

    internal CommitTransaction(StoreTables tables, StepCommit commit, string partition, IReadOnlyList<TableOperation> further)
    {
        this.tables = tables;
        this.commit = commit;
        this.partition = partition;
        operations = new(commit.Changes.Count + further.Count + 1) { TableOperation.Insert(RowKeys.OfMark(commit.Mark.Key), MarkRow.Write(commit)) };
        foreach (var change in commit.Changes) operations.Add(Operation(change));
        outboxFrom = operations.Count;
        operations.AddRange(further);
    }

    /// <summary>How the transaction ended.</summary>
    internal enum End
    {
        /// <summary>It holds since now.</summary>
        Committed,

        /// <summary>It holds since an earlier call.</summary>
        Before,

        /// <summary>A guarded key was changed.</summary>
        Conflict,

        /// <summary>Another commit has the mark.</summary>
        Duplicate,

        /// <summary>The sweep took it for dead: it is to be announced and submitted again.</summary>
        Fenced,
    }

    internal async ValueTask<End> SubmitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var outcome = await tables.Service.SubmitAsync(tables.Groups, partition, operations, cancellation).ConfigureAwait(false);
            if (outcome.IsDone) return End.Committed;
            if (await SettleAsync(outcome, cancellation).ConfigureAwait(false) is { } end) return end;
        }
    }

    /// <returns>Null where the transaction is mended and to be submitted again.</returns>
    private async ValueTask<End?> SettleAsync(TableOutcome outcome, CancellationToken cancellation)
    {
        var standing = await ReadAsync(operations[0].RowKey, cancellation).ConfigureAwait(false);
        if (standing is not null)
        {
            var mark = MarkRow.Read(standing);
            if (mark.CommitId == commit.Id) return End.Before;
            if (Marks.Blocks(mark, commit.Mark)) return End.Duplicate;
        }
        var index = outcome.FailedIndex;
        if (index == 0)
        {
            // A failed mark that this generation overrides, or one that was pruned since.
            Replace(0, operations[0].Properties, standing);
            return null;
        }
        if (index >= outboxFrom) return End.Fenced;
        var change = commit.Changes[index - 1];
        if (!change.Guard.Guarded) return LeaveInsteadOfDelete();
        if (change.Guard.Version is not null) return End.Conflict;
        var present = await ReadAsync(operations[index].RowKey, cancellation).ConfigureAwait(false);
        if (present is not null && !StateRow.IsAbsent(present)) return End.Conflict;
        Replace(index, operations[index].Properties, present);
        return null;
    }

    private void Replace(int index, IDictionary<string, object> row, TableRow? present)
    {
        var key = operations[index].RowKey;
        operations[index] = present is null ? TableOperation.Insert(key, row) : TableOperation.Update(key, row, present.ETag);
    }

    /// <summary>A deletion of what does not exist would fail the whole: a row that says "absent" does not.</summary>
    private End? LeaveInsteadOfDelete()
    {
        for (var i = 0; i < commit.Changes.Count; i++)
            if (commit.Changes[i] is { Json: null, Guard.Guarded: false } change)
                operations[i + 1] = TableOperation.Upsert(operations[i + 1].RowKey, StateRow.Absent(commit.HomeGroup, change.Key, commit.At));
        return null;
    }

    private TableOperation Operation(StateChange change)
    {
        var key = RowKeys.OfState(change.Key);
        if (change is { Json: null, Guard: not { Guarded: true, Version: null } }) return TableOperation.Delete(key, change.Guard.Version);
        var row = change.Json is null
            ? StateRow.Absent(commit.HomeGroup, change.Key, commit.At)
            : StateRow.Value(commit.HomeGroup, change.Key, change.Json, change.Sensitive, commit.TraceId, commit.Handler, commit.At);
        return change.Guard switch
        {
            { Guarded: false } => TableOperation.Upsert(key, row),
            { Version: null } => TableOperation.Insert(key, row),
            { Version: { } version } => TableOperation.Update(key, row, version),
        };
    }

    private ValueTask<TableRow?> ReadAsync(string row, CancellationToken cancellation) =>
        tables.Service.ReadAsync(tables.Groups, partition, row, null, cancellation);
}
