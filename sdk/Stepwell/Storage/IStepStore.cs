namespace Stepwell.Storage;

/// <summary>Where effects are kept. Every implementation passes the same conformance suite.</summary>
public interface IStepStore
{
    /// <summary>Reads a value as last committed; null where the key does not exist.</summary>
    ValueTask<StoredValue?> ReadAsync(string group, string key, CancellationToken cancellation);

    /// <summary>Reads the values whose key starts with a prefix, by key in ordinal order.</summary>
    ValueTask<IReadOnlyList<StoredEntry>> ListAsync(string group, string prefix, CancellationToken cancellation);

    /// <summary>True where a group has a mark or a value: for a trace, that it exists.</summary>
    ValueTask<bool> GroupExistsAsync(string group, CancellationToken cancellation);

    /// <summary>Reads a mark; null where it does not stand.</summary>
    ValueTask<StoredMark?> ReadMarkAsync(string group, string key, CancellationToken cancellation);

    /// <summary>Applies a commit whole or not at all. Calling again with the same commit is safe: it holds once.</summary>
    /// <exception cref="Exception">It is not known whether the commit holds; call again to learn it.</exception>
    ValueTask<CommitOutcome> CommitAsync(StepCommit commit, CancellationToken cancellation);

    /// <summary>Applies changes of other groups and sends the events of a commit that holds. Safe to repeat.</summary>
    ValueTask RelayAsync(StepCommit commit, CancellationToken cancellation);

    /// <summary>The same for a commit of an earlier delivery, of which only the mark is known.</summary>
    ValueTask RelayAsync(string group, string markKey, CancellationToken cancellation);

    /// <summary>Reserves an idempotency key.</summary>
    /// <returns>Null where it is reserved now; else the reservation that stands.</returns>
    ValueTask<Reservation?> ReserveAsync(Reservation reservation, CancellationToken cancellation);

    /// <summary>Replaces a reservation, if it still is as it was read.</summary>
    ValueTask<bool> ReplaceReservationAsync(Reservation present, Reservation next, CancellationToken cancellation);

    /// <summary>Gives a reservation up, if it still is this one.</summary>
    ValueTask ReleaseReservationAsync(Reservation reservation, CancellationToken cancellation);
}

/// <summary>A value as stored.</summary>
/// <param name="Json">UTF-8.</param>
/// <param name="Version">Changes with every write of the key, deletion and new creation included.</param>
public sealed record StoredValue(byte[] Json, string Version);

/// <summary>A key and its value as stored.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public readonly record struct StoredEntry(string Key, StoredValue Value);

/// <summary>A mark as stored.</summary>
/// <param name="CommitId">The commit it came with.</param>
/// <param name="Generation">The replay it belongs to.</param>
/// <param name="Failed">True where it came with a dead letter.</param>
/// <param name="Answer">The stored answer of an idempotent request.</param>
public sealed record StoredMark(string CommitId, int Generation, bool Failed, byte[]? Answer);

/// <summary>That a request with an <c>Idempotency-Key</c> is being, or was, answered.</summary>
/// <param name="Key">Hash of handler, caller and the caller's key.</param>
/// <param name="BodyHash">Hash of the request's method, path, query and body: another request under the same key is refused.</param>
/// <param name="Group">The home group of the attempt that answers.</param>
/// <param name="MarkKey">The mark its commit will leave there, with the answer.</param>
/// <param name="LeaseUntil">Until when that attempt may be running.</param>
/// <param name="ExpiresAt">When the key is forgotten.</param>
public sealed record Reservation(string Key, string BodyHash, string Group, string MarkKey, DateTimeOffset LeaseUntil, DateTimeOffset ExpiresAt);
