namespace Stepwell.Tables;

/// <summary>
/// Forgets what is over: marks, reservations and, where <see cref="Running.StepwellOptions.StateRetention"/> is set, groups that have not
/// changed. Reads what was touched in the hours in question, never the whole store. A host calls it by a timer, every hour.
/// </summary>
public sealed class TableUpkeep
{
    private readonly TableStore store;

    /// <param name="store">The store.</param>
    public TableUpkeep(TableStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
    }

    /// <summary>Prunes all that is due. What fails does not keep the rest back; it is tried again the next time.</summary>
    /// <returns>How many groups and reservations were visited.</returns>
    /// <exception cref="AggregateException">Some failed.</exception>
    public Task<int> RunAsync(CancellationToken cancellation) => store.PruneAsync(cancellation);
}
