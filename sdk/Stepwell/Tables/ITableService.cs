namespace Stepwell.Tables;

/// <summary>The little of a table service that a step store on tables needs: a thin mapping on Azure Table Storage.</summary>
/// <remarks>
/// What every implementation guarantees:
/// <list type="bullet">
/// <item>A transaction holds whole or not at all, and is seen whole or not at all by reads that follow and by one page of a query.</item>
/// <item>A transaction is of one partition and has each row at most once; 1 to <see cref="TableLimits.TransactionOperations"/> operations and <see cref="TableLimits.TransactionBytes"/> bytes as sent.</item>
/// <item>Rows come by partition key and then row key, both in ordinal order. Keys differ if any character differs, case included.</item>
/// <item>A row's ETag changes with every write; a row that was deleted and inserted again has another one.</item>
/// <item>What decides behaviour is an outcome (<see cref="TableOutcome"/>, a null row); whatever else happens is an exception, after which it is not known whether a write holds.</item>
/// <item>A call may be repeated by the implementation after a lost reply. So "exists", "not found" and "precondition failed" may be the caller's own doing: callers that care read and look.</item>
/// </list>
/// Limits of keys, properties and rows are in <see cref="TableLimits"/>; the store keeps to them, the service refuses what does not.
/// </remarks>
public interface ITableService
{
    /// <summary>Creates a table where it is missing.</summary>
    /// <param name="table">Its name: 3 to 63 letters and digits, a letter first.</param>
    /// <param name="cancellation">Ends the call.</param>
    ValueTask CreateTableAsync(string table, CancellationToken cancellation);

    /// <summary>Reads one row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="partitionKey">The row's partition.</param>
    /// <param name="rowKey">The row.</param>
    /// <param name="select">The properties wanted; null for all. Those that the row has not are left out; keys and ETag always come.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The row; null where it does not exist.</returns>
    ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation);

    /// <summary>Reads a page of a range of rows. A page may be short or even empty though more rows follow.</summary>
    /// <param name="table">The table.</param>
    /// <param name="query">The range.</param>
    /// <param name="continuation">What the page before ended with; null for the first.</param>
    /// <param name="cancellation">Ends the call.</param>
    ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation);

    /// <summary>Submits an entity-group transaction. One operation alone may be sent as a plain request.</summary>
    /// <param name="table">The table.</param>
    /// <param name="partitionKey">The partition of all operations.</param>
    /// <param name="operations">The operations; each names another row.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns><see cref="TableOutcome.Done"/>; or why nothing of it holds, and which operation was the first to fail.</returns>
    ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation);
}
