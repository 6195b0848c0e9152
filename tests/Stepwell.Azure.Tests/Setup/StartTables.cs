using Azure;
using Stepwell.Conformance.Azure.Tables.Kit;
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

/// <summary>Empty tables that count what the store asks of them; keys of data protection are the app's own affair.</summary>
internal sealed class CountedTables : ITableService
{
    private readonly MemoryTables empty = new();
    private int calls;

    internal int Calls => Volatile.Read(ref calls);

    public ValueTask CreateTableAsync(string table, CancellationToken cancellation)
    {
        Count(table);
        return empty.CreateTableAsync(table, cancellation);
    }

    public async ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation)
    {
        await CountAsync(table, cancellation);
        return await empty.ReadAsync(table, partitionKey, rowKey, select, cancellation);
    }

    public async ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation)
    {
        await CountAsync(table, cancellation);
        return await empty.QueryAsync(table, query, continuation, cancellation);
    }

    public async ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation)
    {
        await CountAsync(table, cancellation);
        return await empty.SubmitAsync(table, partitionKey, operations, cancellation);
    }

    /// <summary>As deployed, every table is there.</summary>
    private ValueTask CountAsync(string table, CancellationToken cancellation)
    {
        Count(table);
        return empty.CreateTableAsync(table, cancellation);
    }

    private void Count(string table)
    {
        if (!table.EndsWith("Keys", StringComparison.Ordinal)) Interlocked.Increment(ref calls);
    }
}
