using System.Runtime.CompilerServices;

namespace Stepwell.Tables;

/// <summary>The tables of a store, and reading them in ranges.</summary>
internal sealed class StoreTables(ITableService service, string prefix)
{
    private const string State = "State";
    private const string PendingCommits = "Pending";
    private const string Visits = "Groups";
    private const string Reserved = "Reservations";
    private const string DeadLetters = "DeadLetters";
    private const string DataProtection = "Keys";
    private static readonly string[] Suffixes = [State, PendingCommits, Visits, Reserved, DeadLetters, DataProtection];

    internal ITableService Service => service;

    /// <summary>Values, marks, outbox and dead letters: one partition per group.</summary>
    internal string Groups { get; } = prefix + State;

    /// <summary>Commits that nobody would relay if their process ended, by time.</summary>
    internal string Pending { get; } = prefix + PendingCommits;

    /// <summary>Which groups and reservations to look at when, by hour.</summary>
    internal string Upkeep { get; } = prefix + Visits;

    internal string Reservations { get; } = prefix + Reserved;

    /// <summary>Where dead letters are, newest first.</summary>
    internal string Letters { get; } = prefix + DeadLetters;

    /// <summary>The keys of data protection; apart, so that access to them can be.</summary>
    internal string Keys { get; } = prefix + DataProtection;

    /// <summary>All tables; the infrastructure has the same list.</summary>
    internal static IEnumerable<string> Names(string prefix) => Suffixes.Select(s => prefix + s);

    internal async IAsyncEnumerable<TableRow> RangeAsync(string table, TableQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await service.QueryAsync(table, query, continuation, cancellation).ConfigureAwait(false);
            foreach (var row in page.Rows) yield return row;
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    internal async Task<List<TableRow>> ListAsync(string table, TableQuery query, CancellationToken cancellation)
    {
        var rows = new List<TableRow>();
        await foreach (var row in RangeAsync(table, query, cancellation).ConfigureAwait(false)) rows.Add(row);
        return rows;
    }

    /// <summary>Makes or replaces a row.</summary>
    internal async ValueTask WriteAsync(string table, string partition, string rowKey, Dictionary<string, object> row, CancellationToken cancellation)
    {
        if (await service.SubmitAsync(table, partition, [TableOperation.Upsert(rowKey, row)], cancellation).ConfigureAwait(false) is { IsDone: false } outcome)
            throw new InvalidOperationException($"A row of the table '{table}' could not be written: {outcome.Kind}. It is tried again by the caller.");
    }

    /// <summary>Deletes rows of one partition that are still as they were read, as they come; those that are not stay. There may be millions: no more than a page is kept.</summary>
    /// <returns>How many were deleted.</returns>
    internal async Task<int> DeleteUnchangedAsync(string table, string partition, IAsyncEnumerable<TableRow> rows, CancellationToken cancellation)
    {
        var deleted = 0;
        await foreach (var chunk in rows.Chunk(TableLimits.TransactionOperations).WithCancellation(cancellation).ConfigureAwait(false))
        {
            var left = chunk.Select(r => TableOperation.Delete(r.RowKey, r.ETag)).ToList();
            while (left.Count > 0)
            {
                var outcome = await service.SubmitAsync(table, partition, left, cancellation).ConfigureAwait(false);
                if (outcome.IsDone)
                {
                    deleted += left.Count;
                    break;
                }
                left.RemoveAt(outcome.FailedIndex);
            }
        }
        return deleted;
    }
}
