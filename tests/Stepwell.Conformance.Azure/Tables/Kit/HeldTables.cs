using Stepwell.Tables;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>Tables of a process that stands still before it first writes to one of them.</summary>
internal sealed class HeldTables(ITableService inner, string heldTable) : ITableService
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it stands still.</summary>
    internal Task Reached => reached.Task;

    /// <summary>Lets it go on.</summary>
    internal void Release() => released.TrySetResult();

    public ValueTask CreateTableAsync(string table, CancellationToken cancellation) => inner.CreateTableAsync(table, cancellation);

    public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation) =>
        inner.ReadAsync(table, partitionKey, rowKey, select, cancellation);

    public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation) =>
        inner.QueryAsync(table, query, continuation, cancellation);

    public async ValueTask<TableOutcome> SubmitAsync(string target, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation)
    {
        if (target == heldTable)
        {
            reached.TrySetResult();
            await released.Task;
        }
        return await inner.SubmitAsync(target, partitionKey, operations, cancellation);
    }
}
