using Stepwell.Local.Queues;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;

namespace Stepwell.Local.Sqlite;

/// <summary>One step's commit: state, mark, events and acknowledgement in one transaction.</summary>
internal sealed class CommitWork : WriteWork
{
    private readonly TaskCompletionSource<CommitOutcome> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteStore store;
    private readonly StepCommit commit;
    private readonly List<QueueEntry> entries;
    private readonly byte[]?[] envelopes;
    private CommitOutcome outcome;
    private bool holdsAlready;

    internal CommitWork(SqliteStore store, StepCommit commit, List<QueueEntry> entries)
    {
        this.store = store;
        this.commit = commit;
        this.entries = entries;
        envelopes = new byte[entries.Count][];
        EventEnvelope? last = null;
        for (var i = 0; i < envelopes.Length; i++)
        {
            envelopes[i] = ReferenceEquals(last, entries[i].Envelope) ? envelopes[i - 1] : EnvelopeJson.Write(entries[i].Envelope);
            last = entries[i].Envelope;
        }
    }

    internal Task<CommitOutcome> Done => done.Task;

    internal override void Apply(Database db)
    {
        holdsAlready = false;
        outcome = Decide(db);
        if (outcome == CommitOutcome.Duplicate) Acknowledge(db);
        if (outcome != CommitOutcome.Committed || holdsAlready) return;
        var at = Times.Of(commit.At);
        foreach (var change in commit.Changes) store.WriteState(db, commit.HomeGroup, change.Key, change.Json, change.Sensitive, commit.TraceId, commit.Handler, at);
        foreach (var change in commit.OtherChanges) store.WriteState(db, change.Group, change.Key, change.Json, change.Sensitive, commit.TraceId, commit.Handler, at);
        for (var i = 0; i < entries.Count; i++) store.Insert(db, entries[i], envelopes[i]!);
        Acknowledge(db);
        if (commit.DeadLetter is { } letter) SqliteDeadLetters.Insert(db, letter, commit.HomeGroup);
    }

    internal override void Committed()
    {
        if (outcome is CommitOutcome.Committed or CommitOutcome.Duplicate && commit.Delivery?.Receipt is QueueEntry entry) entry.Acknowledged = true;
        if (outcome == CommitOutcome.Committed && !holdsAlready && entries.Count > 0) store.Dispatch(entries);
        done.TrySetResult(outcome);
    }

    internal override void Failed(Exception exception) => done.TrySetException(exception);

    private CommitOutcome Decide(Database db)
    {
        foreach (var change in commit.Changes)
            if (change.Guard.Guarded && store.VersionOf(db, commit.HomeGroup, change.Key) != change.Guard.Version)
                return Standing(db) ?? CommitOutcome.Conflict;
        if (commit.FromOutside && entries.Count > 0 && store.IsFull(entries.Count)) return Standing(db) ?? CommitOutcome.QueueFull;
        return store.InsertMark(db, commit) ? CommitOutcome.Committed : Standing(db) ?? Override(db);
    }

    /// <summary>What a standing mark says; null where it does not stand in the way.</summary>
    private CommitOutcome? Standing(Database db)
    {
        if (SqliteStore.ReadMark(db, commit.HomeGroup, commit.Mark.Key) is not { } standing) return null;
        holdsAlready = standing.CommitId == commit.Id;
        return holdsAlready ? CommitOutcome.Committed : Marks.Blocks(standing, commit.Mark) ? CommitOutcome.Duplicate : null;
    }

    private CommitOutcome Override(Database db)
    {
        store.ReplaceMark(db, commit);
        return CommitOutcome.Committed;
    }

    private void Acknowledge(Database db)
    {
        if (commit.Delivery?.Receipt is QueueEntry entry) store.Remove(db, entry);
    }
}
