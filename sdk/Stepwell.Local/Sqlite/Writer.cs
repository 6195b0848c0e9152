using System.Collections.Concurrent;

namespace Stepwell.Local.Sqlite;

/// <summary>The one writer: gathers what waits into one transaction (group commit), so that many commits share one flush of the disk.</summary>
internal sealed class Writer : IDisposable
{
    private const int MaxBatch = 512;
    private readonly ConcurrentQueue<WriteWork> waiting = new();
    private readonly SemaphoreSlim signal = new(0);
    private readonly Database db;
    private readonly Lock? shared;
    private readonly Thread thread;
    private volatile bool stopped;
    private volatile bool ended;
    private volatile bool writing;
    private int signalled;

    /// <param name="db">The connection; from now on the writer's own.</param>
    /// <param name="shared">Taken while writing, where readers share the connection; null where they have their own.</param>
    internal Writer(Database db, Lock? shared)
    {
        this.db = db;
        this.shared = shared;
        thread = new Thread(Run) { IsBackground = true, Name = "Stepwell writer" };
        thread.Start();
    }

    /// <summary>Is called on the writer's thread when a transaction was undone.</summary>
    internal Action? RolledBack { get; set; }

    /// <summary>True where nothing is written nor waits to be.</summary>
    internal bool IsIdle => waiting.IsEmpty && !writing;

    internal void Add(WriteWork work)
    {
        if (stopped)
        {
            Refuse(work);
            return;
        }
        waiting.Enqueue(work);
        // It may have come after the writer's last look. (The enqueueing is a fence; the writer looks once more after its word.)
        if (ended) RefuseRest();
        else if (Interlocked.Exchange(ref signalled, 1) == 0) signal.Release();
    }

    internal Task<T> AddAsync<T>(Func<Database, T> apply, Action<T>? committed = null)
    {
        var work = new WriteWork<T>(apply, committed);
        Add(work);
        return work.Done;
    }

    public void Dispose()
    {
        if (stopped) return;
        stopped = true;
        signal.Release();
        // The semaphore is left to the collector: who adds at this moment may still release it.
        if (Thread.CurrentThread != thread) thread.Join();
    }

    private void Run()
    {
        var batch = new List<WriteWork>(MaxBatch);
        while (true)
        {
            signal.Wait();
            Volatile.Write(ref signalled, 0);
            while (!waiting.IsEmpty)
            {
                writing = true;
                Gather(batch);
                Write(batch);
                batch.Clear();
                writing = false;
            }
            if (!stopped || !waiting.IsEmpty) continue;
            ended = true;
            Interlocked.MemoryBarrier();
            RefuseRest();
            return;
        }
    }

    private void Gather(List<WriteWork> batch)
    {
        while (batch.Count < MaxBatch && waiting.TryDequeue(out var work)) batch.Add(work);
    }

    private void RefuseRest()
    {
        while (waiting.TryDequeue(out var work)) Refuse(work);
    }

    private static void Refuse(WriteWork work) => work.Failed(new ObjectDisposedException(nameof(Writer), "The host has stopped."));

    private void Write(List<WriteWork> batch)
    {
        if (TryWrite(batch, open: true, out var begun) is not { } failure) return;
        // Another process holds the file, say: alone, each would only wait as long again.
        if (batch.Count == 1 || !begun)
        {
            foreach (var work in batch) work.Failed(failure);
            return;
        }
        // One of them is bad: alone, each gets its own outcome.
        foreach (var work in batch)
            if (TryWrite([work], open: false, out _) is { } own)
                work.Failed(own);
    }

    private Exception? TryWrite(List<WriteWork> batch, bool open, out bool begun)
    {
        if (Transact(batch, open, out begun) is { } failure) return failure;
        foreach (var work in batch) work.Committed();
        return null;
    }

    private void RollBack()
    {
        try
        {
            if (db.InTransaction) db.Execute("ROLLBACK");
        }
        catch (SqliteFailure)
        {
            // The first failure is told; SQLite undoes the rest when the file is opened next.
        }
    }

    private Exception? Transact(List<WriteWork> batch, bool open, out bool begun)
    {
        begun = false;
        shared?.Enter();
        try
        {
            db["BEGIN IMMEDIATE"].Run();
            begun = true;
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Apply(db);
                // What came meanwhile need not wait for a flush of its own.
                if (open && i == batch.Count - 1) Gather(batch);
            }
            db["COMMIT"].Run();
            return null;
        }
        catch (Exception e)
        {
            db.ResetAll();
            RollBack();
            RolledBack?.Invoke();
            return e;
        }
        finally
        {
            shared?.Exit();
        }
    }
}
