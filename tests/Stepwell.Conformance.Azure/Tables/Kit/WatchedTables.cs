using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>Tables that know how many rows of ranges were handed out and not deleted since: what their reader has to remember of those it deletes.</summary>
internal sealed class WatchedTables(ITableService inner) : ITableService
{
    private readonly Lock gate = new();
    private readonly HashSet<(string Table, string Partition, string Row)> open = [];

    /// <summary>The most there were at once.</summary>
    internal int Most { get; private set; }

    public ValueTask CreateTableAsync(string table, CancellationToken cancellation) => inner.CreateTableAsync(table, cancellation);

    public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation) =>
        inner.ReadAsync(table, partitionKey, rowKey, select, cancellation);

    public async ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation)
    {
        var page = await inner.QueryAsync(table, query, continuation, cancellation);
        lock (gate)
        {
            foreach (var row in page.Rows) open.Add((table, row.PartitionKey, row.RowKey));
            Most = Math.Max(Most, open.Count);
        }
        return page;
    }

    public async ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation)
    {
        var outcome = await inner.SubmitAsync(table, partitionKey, operations, cancellation);
        lock (gate)
            if (outcome.IsDone)
                foreach (var operation in operations.Where(static o => o.Kind == TableOperationKind.Delete)) open.Remove((table, partitionKey, operation.RowKey));
        return outcome;
    }
}
