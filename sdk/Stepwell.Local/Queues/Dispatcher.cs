using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Local.Sqlite;
using Stepwell.Messaging;
using Stepwell.Running;

namespace Stepwell.Local.Queues;

/// <summary>Starts what is ready: first in first out per handler, handlers in turn, within the limits of concurrency.</summary>
internal sealed partial class Dispatcher : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly StepRunner runner;
    private readonly SqliteStore store;
    private readonly TimeProvider time;
    private readonly InFlightLedger ledger;
    private readonly ILogger log;
    private readonly int maxRunning;
    private readonly int maxQueued;
    private readonly Dictionary<HandlerDefinition, HandlerQueue> queues = [];
    private readonly HandlerQueue[] turns;
    private readonly Queue<QueueEntry> suspects = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly WakeUp wakeUp;
    private readonly PriorityQueue<QueueEntry, long> held = new();
    private int turn;
    private int running;
    private int depth;
    private bool started;
    private bool suspectRuns;
    private long nextDue = long.MaxValue;
    private TaskCompletionSource? drained;

    internal Dispatcher(StepRunner runner, SqliteStore store, StepCatalog catalog, TimeProvider time, InFlightLedger ledger, int maxRunning, int maxQueued, ILogger<Dispatcher> log)
    {
        this.runner = runner;
        this.store = store;
        this.time = time;
        this.ledger = ledger;
        this.log = log;
        this.maxRunning = maxRunning;
        this.maxQueued = maxQueued;
        foreach (var handler in catalog.Handlers)
            if (handler.Kind != HandlerKind.Api)
                queues[handler] = new HandlerQueue(handler);
        turns = [.. queues.Values];
        wakeUp = new WakeUp(time, OnWake);
        store.Connect(Enqueue, more => depth + more > maxQueued);
    }

    /// <summary>What is at work or ready to be, so that tests can wait for quiet.</summary>
    internal Workload Workload { get; } = new();

    /// <summary>Takes up what the process before left. Nothing runs before <see cref="Resume"/>: the host may still be refused.</summary>
    internal async Task StartAsync()
    {
        var now = time.GetUtcNow();
        var (orphans, lost, depths, due) = await store.Writer.AddAsync(db =>
        {
            SqliteStore.EndLeases(db);
            var buried = store.BuryOrphans(db, now);
            var counted = ledger.Left.Count(n => store.CountLost(db, n.HandlerId, n.Id, n.Attempt));
            return (buried, counted, store.Depths(db), SqliteStore.NextDue(db));
        }).ConfigureAwait(false);
        foreach (var (handler, count) in orphans) LogOrphans(log, count, handler);
        if (lost > 0) LogLost(log, lost);
        // Only now: what was counted is written down.
        ledger.Open();
        lock (gate)
        {
            foreach (var (handler, count) in depths)
            {
                var queue = queues[handler];
                queue.Depth += count;
                depth += count;
                queue.Spilled = true;
            }
            if (due is not null) Due(due.Value);
        }
        if (depth > 0) LogResumed(log, depth);
    }

    /// <summary>Runs what is ready, from now on.</summary>
    internal void Resume()
    {
        lock (gate) started = true;
        OnWake();
    }

    /// <summary>Starts nothing more; what runs goes on, and what comes waits for the next start.</summary>
    internal void Pause()
    {
        lock (gate) started = false;
    }

    /// <summary>Takes committed events. On the writer's thread.</summary>
    internal void Enqueue(IReadOnlyList<QueueEntry> entries)
    {
        lock (gate)
        {
            foreach (var entry in entries)
            {
                var queue = queues[entry.Handler];
                queue.Depth++;
                depth++;
                Accept(queue, entry);
            }
        }
        Pump();
    }

    internal IReadOnlyList<QueueInfo> Describe()
    {
        lock (gate)
            return [.. turns.Select(q => new QueueInfo(q.Handler.Name, q.Depth, q.Running, q.Ages.Count > 0 ? q.Ages.Min.Ready : null))];
    }

    /// <summary>Lets what runs finish; what takes longer is returned.</summary>
    internal async Task StopAsync(CancellationToken patience)
    {
        Task idle;
        lock (gate)
        {
            started = false;
            drained ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (running == 0) drained.TrySetResult();
            idle = drained.Task;
        }
        await Task.WhenAny(idle, Task.Delay(Timeout.InfiniteTimeSpan, time, patience)).ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
        await idle.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        wakeUp.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await StopAsync(now.Token).ConfigureAwait(false);
        ledger.Dispose();
        stopping.Dispose();
    }

    private void Accept(HandlerQueue queue, QueueEntry entry)
    {
        if (entry.Due > 0)
        {
            Due(entry.Due);
            return;
        }
        if (entry.Id <= queue.LastLoaded) return;
        if (queue.Spilled || queue.Intake.Count >= HandlerQueue.InMemory)
        {
            queue.Spilled = true;
            return;
        }
        Take(queue, entry);
    }

    private void Take(HandlerQueue queue, QueueEntry entry)
    {
        queue.LastLoaded = Math.Max(queue.LastLoaded, entry.Id);
        entry.ReadyInMemory = entry.Ready;
        queue.Ages.Add((entry.Ready, entry.Id));
        queue.Intake.Add(entry);
        if (!queue.Intake.IsBehindHeld(entry)) Workload.Add(entry.Envelope.TraceId);
    }

    private void Pump()
    {
        List<QueueEntry>? starting = null;
        lock (gate)
        {
            if (!started) return;
            for (var idle = 0; running < maxRunning && idle < turns.Length; turn = (turn + 1) % turns.Length)
            {
                var queue = turns[turn];
                if (queue.WantsMore) LoadMore(queue);
                if (queue.HasRoom && TakeNext(queue) is { } entry)
                {
                    idle = 0;
                    Begin(queue, entry);
                    (starting ??= []).Add(entry);
                }
                else
                {
                    idle++;
                }
            }
        }
        foreach (var entry in starting ?? []) ThreadPool.UnsafeQueueUserWorkItem(static e => e.Dispatcher.Run(e.entry), (Dispatcher: this, entry), preferLocal: false);
    }

    private QueueEntry? TakeNext(HandlerQueue queue)
    {
        if (!suspectRuns && suspects.TryPeek(out var waiting) && waiting.Handler == queue.Handler)
        {
            suspects.Dequeue();
            return Suspect(waiting);
        }
        while (queue.Intake.TryTake(out var entry))
        {
            if (entry.Held > Now)
            {
                Hold(entry, entry.Held);
                Workload.Remove(entry.Envelope.TraceId);
                continue;
            }
            entry.Held = 0;
            if (entry.Lost is null) return entry;
            if (!suspectRuns && suspects.Count == 0) return Suspect(entry);
            suspects.Enqueue(entry);
        }
        return null;
    }

    private QueueEntry Suspect(QueueEntry entry)
    {
        suspectRuns = true;
        entry.WasSuspect = true;
        return entry;
    }

    private void Begin(HandlerQueue queue, QueueEntry entry)
    {
        running++;
        queue.Running++;
        ledger.Enter(entry, store.HandlerId(entry.Handler));
    }

    private void Run(QueueEntry entry) => runner.Start(new EventDelivery
    {
        Envelope = entry.Envelope,
        Handler = entry.Handler,
        Attempt = entry.Attempt,
        ReadyAt = entry.Ready,
        MayBeDuplicate = entry.Returned || entry.Envelope.Id.StartsWith("d-", StringComparison.Ordinal),
        LostAttempt = entry.Lost,
        Receipt = entry,
    }, stopping.Token, static (delivery, result, state) => ((Dispatcher)state!).Ended((QueueEntry)delivery.Receipt!, result), this);

    private long Now => Times.Of(time.GetUtcNow());

    [LoggerMessage(1, LogLevel.Information, "{Count} event(s) of an earlier run are taken up again")]
    private static partial void LogResumed(ILogger log, int count);

    [LoggerMessage(2, LogLevel.Warning, "The process before ended while {Count} attempt(s) ran; they count, and are repeated one at a time")]
    private static partial void LogLost(ILogger log, int count);

    [LoggerMessage(3, LogLevel.Warning, "{Count} event(s) waited for {Handler}, which takes no events any more; they are among the dead letters now")]
    private static partial void LogOrphans(ILogger log, int count, string handler);

    [LoggerMessage(5, LogLevel.Error, "The queues could not be read or moved on; it is tried again")]
    private static partial void LogReadFailed(ILogger log, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "The queue of {Handler} could not be written; it is tried again")]
    private static partial void LogWriteFailed(ILogger log, Exception exception, string handler);
}
