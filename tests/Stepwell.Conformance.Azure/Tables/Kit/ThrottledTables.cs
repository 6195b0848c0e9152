using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>Tables that are busy for one partition: its first write is not sent until it is released, or given up by its caller.</summary>
internal sealed class ThrottledTables(ITableService inner, string partition) : ITableService
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first write waits.</summary>
    internal Task Reached => reached.Task;

    /// <summary>Sends what waits.</summary>
    internal void Release() => released.TrySetResult();

    public ValueTask CreateTableAsync(string table, CancellationToken cancellation) => inner.CreateTableAsync(table, cancellation);

    public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation) =>
        inner.ReadAsync(table, partitionKey, rowKey, select, cancellation);

    public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation) =>
        inner.QueryAsync(table, query, continuation, cancellation);

    public async ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation)
    {
        if (partitionKey == partition && reached.TrySetResult()) await released.Task.WaitAsync(cancellation);
        return await inner.SubmitAsync(table, partitionKey, operations, cancellation);
    }
}
