using Azure;
using Stepwell.Tables;

namespace Stepwell.Azure.Tests.Setup;

/// <summary>Tables of a service that is too busy to answer.</summary>
internal sealed class BusyTables : ITableService
{
    private static RequestFailedException Busy => new(503, "Busy.", "ServerBusy", null);

    public ValueTask CreateTableAsync(string table, CancellationToken cancellation) => throw Busy;

    public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation) => throw Busy;

    public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation) => throw Busy;

    public ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation) => throw Busy;
}

/// <summary>Empty tables that count what they are asked.</summary>
internal sealed class CountedTables : ITableService
{
    private int calls;

    internal int Calls => Volatile.Read(ref calls);

    public ValueTask CreateTableAsync(string table, CancellationToken cancellation)
    {
        Interlocked.Increment(ref calls);
        return default;
    }

    public ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation)
    {
        Interlocked.Increment(ref calls);
        return new((TableRow?)null);
    }

    public ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation)
    {
        Interlocked.Increment(ref calls);
        return new(new TablePage([], null));
    }

    public ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation)
    {
        Interlocked.Increment(ref calls);
        return new(TableOutcome.Done);
    }
}
