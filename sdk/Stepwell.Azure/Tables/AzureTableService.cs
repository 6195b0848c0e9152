using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Stepwell.Tables;

namespace Stepwell.Azure.Tables;

/// <summary>Azure Table Storage as the table port.</summary>
/// <param name="service">The official client, which retries by itself.</param>
internal sealed class AzureTableService(TableServiceClient service) : ITableService
{
    private readonly ConcurrentDictionary<string, TableClient> tables = new(StringComparer.Ordinal);

    public async ValueTask CreateTableAsync(string table, CancellationToken cancellation) =>
        await service.CreateTableIfNotExistsAsync(table, cancellation).ConfigureAwait(false);

    public async ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation)
    {
        var row = await Table(table).GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, select, cancellation).ConfigureAwait(false);
        if (row.HasValue) return new TableRow(partitionKey, rowKey, row.Value!.ETag.ToString(), row.Value);
        // The client takes a missing table for a missing row. The service tells the two apart by a code in the body alone, which the exception reads.
        var failure = new RequestFailedException(row.GetRawResponse());
        return TableFailure.KindOf(failure.Status, failure.ErrorCode) == TableOutcomeKind.NotFound ? null : throw failure;
    }

    public async ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation)
    {
        var rows = Table(table).QueryAsync<TableEntity>(TableFilter.Of(query), query.PageSize, Selected(query.Select), cancellation);
        await foreach (var page in rows.AsPages(continuation, query.PageSize).ConfigureAwait(false))
            return new TablePage([.. page.Values.Select(e => new TableRow(e.PartitionKey, e.RowKey, e.ETag.ToString(), e))], page.ContinuationToken);
        return new TablePage([], null);
    }

    public async ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation)
    {
        try
        {
            await Table(table).SubmitTransactionAsync(operations.Select(o => Action(partitionKey, o)), cancellation).ConfigureAwait(false);
            return TableOutcome.Done;
        }
        catch (RequestFailedException e) when (TableFailure.KindOf(e.Status, e.ErrorCode) is { } kind)
        {
            return new TableOutcome(kind, (e as TableTransactionFailedException)?.FailedTransactionActionIndex ?? 0);
        }
    }

    private TableClient Table(string name) => tables.GetOrAdd(name, static (name, service) => service.GetTableClient(name), service);

    private static TableTransactionAction Action(string partitionKey, TableOperation operation)
    {
        var entity = new TableEntity(operation.Properties) { PartitionKey = partitionKey, RowKey = operation.RowKey };
        return operation.Kind switch
        {
            TableOperationKind.Insert => new(TableTransactionActionType.Add, entity),
            TableOperationKind.Upsert => new(TableTransactionActionType.UpsertReplace, entity),
            TableOperationKind.Update => new(TableTransactionActionType.UpdateReplace, entity, new ETag(operation.ETag!)),
            TableOperationKind.Delete => new(TableTransactionActionType.Delete, entity, operation.ETag is null ? ETag.All : new ETag(operation.ETag!)),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Kind, "There is no such operation."),
        };
    }

    /// <summary>Rows of a query are told apart by their keys, so these are always asked for.</summary>
    private static IEnumerable<string>? Selected(IReadOnlyList<string>? select) => select is null ? null : [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), .. select];
}
