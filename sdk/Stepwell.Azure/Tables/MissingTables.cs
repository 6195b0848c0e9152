using Azure;
using Azure.Data.Tables.Models;
using Stepwell.Azure.Setup;
using Stepwell.Tables;

namespace Stepwell.Azure.Tables;

/// <summary>Creates a table when a call has found it missing, and makes that call again.</summary>
/// <remarks>
/// The infrastructure deploys the tables, so no start asks for them: five calls less before the first answer, and an identity that may
/// only use these tables will do. On the emulators, and where a newer version needs one table more, the first call that meets the gap closes it.
/// </remarks>
internal sealed class MissingTables(ITableService inner) : ITableService
{
    public ValueTask CreateTableAsync(string table, CancellationToken cancellation) => inner.CreateTableAsync(table, cancellation);

    public async ValueTask<TableRow?> ReadAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellation)
    {
        try
        {
            return await inner.ReadAsync(table, partitionKey, rowKey, select, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (IsMissing(e))
        {
            await CreateAsync(table, cancellation).ConfigureAwait(false);
            return await inner.ReadAsync(table, partitionKey, rowKey, select, cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask<TablePage> QueryAsync(string table, TableQuery query, string? continuation, CancellationToken cancellation)
    {
        try
        {
            return await inner.QueryAsync(table, query, continuation, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (IsMissing(e))
        {
            await CreateAsync(table, cancellation).ConfigureAwait(false);
            return await inner.QueryAsync(table, query, continuation, cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask<TableOutcome> SubmitAsync(string table, string partitionKey, IReadOnlyList<TableOperation> operations, CancellationToken cancellation)
    {
        try
        {
            return await inner.SubmitAsync(table, partitionKey, operations, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (IsMissing(e))
        {
            await CreateAsync(table, cancellation).ConfigureAwait(false);
            return await inner.SubmitAsync(table, partitionKey, operations, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask CreateAsync(string table, CancellationToken cancellation)
    {
        try
        {
            await inner.CreateTableAsync(table, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw AzureErrors.TableMissing(table, e.ErrorCode);
        }
    }

    private static bool IsMissing(RequestFailedException e) => e.ErrorCode == TableErrorCode.TableNotFound;
}
