using Stepwell.Local.Sqlite;
using Stepwell.Messaging;

namespace Stepwell.Local.Queues;

/// <summary>What happens after an attempt, and when time has come for what waits.</summary>
internal sealed partial class Dispatcher
{
    private const int Many = 500;
    private static readonly TimeSpan WriteAgain = TimeSpan.FromSeconds(1);

    private void Ended(QueueEntry entry, DeliveryResult result)
    {
        switch (result.End)
        {
            case DeliveryEnd.Retry:
                entry.Attempt++;
                entry.Lost = null;
                entry.Ready = result.RetryAt!.Value;
                if (entry.Handler.Ordered) entry.Held = Times.Due(result.RetryAt.Value);
                else entry.Due = Times.Due(result.RetryAt.Value);
                Save(entry, db => store.Postpone(db, entry));
                break;
            case DeliveryEnd.Returned:
                lock (gate)
                {
                    entry.Returned = true;
                    Leave(entry);
                    if (!stopping.IsCancellationRequested) Hold(entry, Times.Due(result.RetryAt!.Value));
                    Workload.Remove(entry.Envelope.TraceId);
                }
                Pump();
                break;
            default:
                if (entry.Acknowledged) Settle(entry);
                else Save(entry, db => store.Remove(db, entry));
                break;
        }
    }

    /// <summary>Writes an entry's row, however often it takes, and then lets go of it.</summary>
    private void Save(QueueEntry entry, Action<Database> write)
    {
        var saved = store.Writer.AddAsync(db =>
        {
            write(db);
            return true;
        }, _ => Settle(entry));
        saved.ContinueWith(failed =>
        {
            // At the stop the row may stand as it was: the next start takes it up.
            if (failed.Exception!.InnerException is ObjectDisposedException || stopping.IsCancellationRequested)
            {
                Settle(entry);
                return;
            }
            LogWriteFailed(log, failed.Exception.InnerException!, entry.Handler.Name);
            _ = Task.Delay(WriteAgain, time, stopping.Token).ContinueWith(_ => Save(entry, write), TaskScheduler.Default);
        }, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>An entry is gone from its queue, or its repetition is written down.</summary>
    private void Settle(QueueEntry entry)
    {
        lock (gate)
        {
            var queue = queues[entry.Handler];
            Leave(entry);
            if (entry.Held > 0)
            {
                Hold(entry, entry.Held);
            }
            else
            {
                queue.Intake.Done(entry);
                queue.Ages.Remove((entry.ReadyInMemory, entry.Id));
                if (entry.Due > 0) Due(entry.Due);
                else Shrink(queue);
            }
            Workload.Remove(entry.Envelope.TraceId);
        }
        Pump();
    }

    private void Shrink(HandlerQueue queue)
    {
        queue.Depth--;
        depth--;
    }

    private void Leave(QueueEntry entry)
    {
        if (entry.WasSuspect) suspectRuns = false;
        entry.WasSuspect = false;
        ledger.Leave(entry);
        running--;
        queues[entry.Handler].Running--;
        if (running == 0) drained?.TrySetResult();
    }

    /// <summary>Keeps an entry in memory until a time. What must wait for it is not ready meanwhile, and so no work.</summary>
    private void Hold(QueueEntry entry, long until)
    {
        entry.OnHold = true;
        foreach (var behind in queues[entry.Handler].Intake.Behind(entry)) Workload.Remove(behind.Envelope.TraceId);
        held.Enqueue(entry, until);
        wakeUp.At(until);
    }

    /// <summary>Remembers that something in the store is due at a time.</summary>
    private void Due(long at)
    {
        if (at >= nextDue) return;
        nextDue = at;
        wakeUp.At(at);
    }

    private void OnWake()
    {
        var now = Now;
        lock (gate)
        {
            if (!started) return;
            while (held.TryPeek(out var entry, out var until) && until <= now)
            {
                held.Dequeue();
                entry.Held = 0;
                entry.OnHold = false;
                var intake = queues[entry.Handler].Intake;
                Workload.Add(entry.Envelope.TraceId);
                foreach (var behind in intake.Behind(entry)) Workload.Add(behind.Envelope.TraceId);
                intake.Again(entry);
            }
            if (held.TryPeek(out _, out var next)) wakeUp.At(next);
            if (nextDue <= now)
            {
                nextDue = long.MaxValue;
                PromoteDue(now);
            }
            else if (nextDue != long.MaxValue)
            {
                wakeUp.At(nextDue);
            }
        }
        Pump();
    }

    private void PromoteDue(long now)
    {
        Workload.Add("");
        var promoted = store.Writer.AddAsync(db => (Entries: store.Promote(db, now, Many), Next: SqliteStore.NextDue(db)), found =>
        {
            lock (gate)
            {
                foreach (var entry in found.Entries) Accept(queues[entry.Handler], entry);
                if (found.Next is { } next) Due(next);
                Workload.Remove("");
            }
            Pump();
        });
        promoted.ContinueWith(failed =>
        {
            if (failed.Exception!.InnerException is not ObjectDisposedException and { } failure) LogReadFailed(log, failure);
            lock (gate)
            {
                Workload.Remove("");
                if (failed.Exception!.InnerException is not ObjectDisposedException) Due(now + (long)WriteAgain.TotalMilliseconds);
            }
        }, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Brings more of a long queue into memory. On the writer's thread, so that nothing slips between reading and noting it.</summary>
    private void LoadMore(HandlerQueue queue)
    {
        queue.Loading = true;
        Workload.Add("");
        var loaded = store.Writer.AddAsync(db =>
        {
            long after;
            lock (gate) after = queue.LastLoaded;
            return store.Load(db, queue.Handler, after, HandlerQueue.InMemory);
        }, entries =>
        {
            lock (gate)
            {
                queue.Loading = false;
                queue.Spilled = entries.Count == HandlerQueue.InMemory;
                foreach (var entry in entries)
                    if (entry.Id > queue.LastLoaded)
                        Take(queue, entry);
                Workload.Remove("");
            }
            Pump();
        });
        loaded.ContinueWith(failed =>
        {
            if (failed.Exception!.InnerException is not ObjectDisposedException and { } failure) LogReadFailed(log, failure);
            lock (gate)
            {
                queue.Loading = false;
                Workload.Remove("");
                wakeUp.At(Now + (long)WriteAgain.TotalMilliseconds);
            }
        }, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
