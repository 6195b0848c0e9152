using Azure;
using Stepwell.Conformance.Azure.Tables.Kit;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Tables;

/// <summary>What the official client refuses, as the suite of the port names it.</summary>
internal sealed class RefusalsTold(ITableService inner) : ITableService
{
    public ValueTask CreateTableAsync(string table, CancellationToken cancellation) => inner.CreateTableAsync(table, cancellation);

    public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation) =>
        TellAsync(() => inner.ReadAsync(table, partitionKey, rowKey, select, cancellation));

    public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation) =>
        TellAsync(() => inner.QueryAsync(table, query, continuation, cancellation));

    public ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation) =>
        TellAsync(() => inner.SubmitAsync(table, partitionKey, operations, cancellation));

    private static async ValueTask<T> TellAsync<T>(Func<ValueTask<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is RequestFailedException or InvalidOperationException)
        {
            throw new TableRefusedException(e.Message);
        }
    }
}
