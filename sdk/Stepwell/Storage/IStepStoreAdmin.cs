namespace Stepwell.Storage;

/// <summary>What people do to a store by hand: look, edit, replay, discard.</summary>
public interface IStepStoreAdmin
{
    /// <summary>Groups that hold values, by name.</summary>
    /// <param name="search">Text that the name contains; empty for all.</param>
    /// <param name="after">The last name of the page before; null for the first.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellation">Ends the call.</param>
    ValueTask<IReadOnlyList<GroupInfo>> ListGroupsAsync(string search, string? after, int count, CancellationToken cancellation);

    /// <summary>The entries of a group, by key.</summary>
    ValueTask<IReadOnlyList<StateEntry>> ListEntriesAsync(string group, CancellationToken cancellation);

    /// <summary>One entry of a group; null where there is none.</summary>
    ValueTask<StateEntry?> ReadEntryAsync(string group, string key, CancellationToken cancellation);

    /// <summary>Writes a value by hand.</summary>
    /// <param name="group">The group.</param>
    /// <param name="key">The key.</param>
    /// <param name="json">The value; null to delete.</param>
    /// <param name="version">The version it must have; null for any.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>False where the version differs, or the key to delete does not exist.</returns>
    ValueTask<bool> WriteEntryAsync(string group, string key, byte[]? json, string? version, CancellationToken cancellation);

    /// <summary>Deletes all values of a group.</summary>
    /// <returns>How many.</returns>
    ValueTask<int> DeleteGroupAsync(string group, CancellationToken cancellation);

    /// <summary>Dead letters, newest first.</summary>
    /// <param name="handler">Of this handler; null for all.</param>
    /// <param name="traceId">Of this trace; null for all.</param>
    /// <param name="before">The id that ended the page before; null for the first.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellation">Ends the call.</param>
    ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(string? handler, string? traceId, string? before, int count, CancellationToken cancellation);

    /// <summary>How many dead letters there are, counted up to a number.</summary>
    /// <param name="handler">Of this handler; null for all.</param>
    /// <param name="traceId">Of this trace; null for all.</param>
    /// <param name="atMost">Counting ends here.</param>
    /// <param name="cancellation">Ends the call.</param>
    async ValueTask<int> CountDeadLettersAsync(string? handler, string? traceId, int atMost, CancellationToken cancellation) =>
        (await ListDeadLettersAsync(handler, traceId, null, atMost, cancellation).ConfigureAwait(false)).Count;

    /// <summary>How many dead letters each handler has, of the newest.</summary>
    /// <param name="atMost">Counting ends here.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The handlers that have any.</returns>
    async ValueTask<IReadOnlyDictionary<string, int>> CountDeadLettersByHandlerAsync(int atMost, CancellationToken cancellation) =>
        (await ListDeadLettersAsync(null, null, null, atMost, cancellation).ConfigureAwait(false)).CountBy(l => l.Handler).ToDictionary(StringComparer.Ordinal);

    /// <summary>A dead letter; null where it does not exist (any more).</summary>
    ValueTask<DeadLetter?> ReadDeadLetterAsync(string id, CancellationToken cancellation);

    /// <summary>Changes the data of a dead letter.</summary>
    /// <returns>False where it does not exist.</returns>
    ValueTask<bool> EditDeadLetterAsync(string id, byte[] data, CancellationToken cancellation);

    /// <summary>Sends the event to its handler again, as a new generation, and removes the dead letter.</summary>
    /// <returns>False where it does not exist.</returns>
    ValueTask<bool> ReplayDeadLetterAsync(string id, CancellationToken cancellation);

    /// <summary>Removes a dead letter.</summary>
    /// <returns>False where it does not exist.</returns>
    ValueTask<bool> DiscardDeadLetterAsync(string id, CancellationToken cancellation);
}

/// <summary>A group in a list.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Keys">How many values it has.</param>
/// <param name="ChangedAt">When one last changed.</param>
public sealed record GroupInfo(string Group, int Keys, DateTimeOffset ChangedAt);

/// <summary>A value in a list, with where it came from.</summary>
/// <param name="Key">The key.</param>
/// <param name="Json">The value, unmasked.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sensitive">Where it has sensitive members; null for none.</param>
/// <param name="TraceId">The trace that wrote it last; null for a person.</param>
/// <param name="Handler">The handler that wrote it last; null for a person.</param>
/// <param name="ChangedAt">When.</param>
public sealed record StateEntry(string Key, byte[] Json, string Version, string? Sensitive, string? TraceId, string? Handler, DateTimeOffset ChangedAt);
