using System.Runtime.CompilerServices;
using Stepwell.Catalog;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Tables;

/// <summary>
/// State, marks, outbox and dead letters on a table service: what the steps of an app leave behind on Azure. Queues are
/// elsewhere: events leave through an <see cref="IEventSender"/> when a commit is relayed.
/// </summary>
/// <remarks>
/// A group is a partition; a commit is one entity-group transaction of it. There is no queue here that could be full, so
/// <see cref="CommitOutcome.QueueFull"/> is never returned. Besides calling it, a host runs <see cref="OutboxSweep"/> every minute
/// and <see cref="TableUpkeep"/> every hour, on any one instance or on all.
/// </remarks>
public sealed partial class TableStore : IStepStore
{
    /// <summary>What the names of the tables begin with, unless another is given.</summary>
    public const string DefaultPrefix = "Stepwell";

    private readonly string prefix;
    private readonly StoreTables tables;
    private readonly StepCatalog catalog;
    private readonly StepwellOptions options;
    private readonly TimeProvider time;
    private readonly VisitList visits;
    private readonly PendingCommits pending;
    private readonly LetterList letters;
    private readonly Outbox outbox;

    /// <summary>Commits that were made just now, so that their relay need not read what is known.</summary>
    private readonly ConditionalWeakTable<StepCommit, OutboxEntry> made = [];

    /// <param name="service">The table service.</param>
    /// <param name="sender">Where events go.</param>
    /// <param name="catalog">The app's steps.</param>
    /// <param name="options">How long marks and state are kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="prefix">What the names of the tables begin with: letters and digits, a letter first. Apps that share an account need different ones.</param>
    public TableStore(ITableService service, IEventSender sender, StepCatalog catalog, StepwellOptions options, TimeProvider time, string prefix = DefaultPrefix)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        this.prefix = TableNames.Checked(prefix);
        tables = new StoreTables(service, prefix);
        this.catalog = catalog;
        this.options = options;
        this.time = time;
        visits = new VisitList(tables);
        pending = new PendingCommits(tables, time);
        letters = new LetterList(tables, time);
        outbox = new Outbox(tables, sender, visits, pending, letters, options, time);
    }

    /// <summary>The names of the tables of a store: what is to be deployed with it.</summary>
    /// <param name="prefix">What the names begin with.</param>
    public static IReadOnlyList<string> TablesOf(string prefix) => [.. StoreTables.Names(TableNames.Checked(prefix))];

    /// <summary>Creates the tables that are missing. Safe to repeat; not needed where they were deployed.</summary>
    public Task CreateTablesAsync(CancellationToken cancellation) =>
        Task.WhenAll(StoreTables.Names(prefix).Select(t => tables.Service.CreateTableAsync(t, cancellation).AsTask()));

    /// <inheritdoc/>
    public async ValueTask<StoredValue?> ReadAsync(string group, string key, CancellationToken cancellation) =>
        await ReadRowAsync(group, RowKeys.OfState(key), cancellation).ConfigureAwait(false) is { } row && !StateRow.IsAbsent(row) ? StateRow.Read(row) : null;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredEntry>> ListAsync(string group, string prefix, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var from = RowKeys.State + KeyText.Prefix(prefix);
        var query = new TableQuery { Partition = KeyText.Encode(group), RowFrom = from, RowBefore = from + KeyText.End };
        var entries = new List<StoredEntry>();
        await foreach (var row in tables.RangeAsync(tables.Groups, query, cancellation).ConfigureAwait(false))
        {
            if (!StateRow.IsValue(row)) continue;
            var key = RowKeys.TextOf(row, RowKeys.State);
            if (key.StartsWith(prefix, StringComparison.Ordinal)) entries.Add(new(key, StateRow.Read(row)));
        }
        // Only keys that had to be cut are out of order.
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return entries;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> GroupExistsAsync(string group, CancellationToken cancellation)
    {
        var query = new TableQuery { Partition = KeyText.Encode(group), RowFrom = RowKeys.Mark, RowBefore = RowKeys.AfterState, Select = [Columns.Gone], PageSize = 10 };
        await foreach (var row in tables.RangeAsync(tables.Groups, query, cancellation).ConfigureAwait(false))
            if (!StateRow.IsAbsent(row))
                return true;
        return false;
    }

    /// <inheritdoc/>
    public async ValueTask<StoredMark?> ReadMarkAsync(string group, string key, CancellationToken cancellation) =>
        await ReadRowAsync(group, RowKeys.OfMark(key), cancellation).ConfigureAwait(false) is { } row ? MarkRow.Read(row) : null;

    private ValueTask<TableRow?> ReadRowAsync(string group, string rowKey, CancellationToken cancellation) =>
        tables.Service.ReadAsync(tables.Groups, KeyText.Encode(group), rowKey, null, cancellation);

    private ValueTask<TableOutcome> SubmitAsync(string group, IReadOnlyList<TableOperation> operations, CancellationToken cancellation) =>
        tables.Service.SubmitAsync(tables.Groups, KeyText.Encode(group), operations, cancellation);

    /// <summary>Notes that values of a group are written, for the retention of state.</summary>
    private ValueTask NoteStateAsync(string group, DateTimeOffset at, CancellationToken cancellation) =>
        options.StateRetention is null ? default : visits.NoteAsync(VisitList.State, group, at, cancellation);
}
