namespace Stepwell.Local.Queues;

/// <summary>The ready entries of one handler, and the order in which they start. Guarded by the dispatcher's lock.</summary>
internal abstract class Intake
{
    /// <summary>Entries held here, started ones of ordered keys included.</summary>
    internal abstract int Count { get; }

    /// <summary>Entries that could start now.</summary>
    internal abstract int Startable { get; }

    internal abstract void Add(QueueEntry entry);

    /// <summary>Takes the next entry that may start.</summary>
    internal abstract bool TryTake(out QueueEntry entry);

    /// <summary>A taken entry is through: handled, dead-lettered, or gone elsewhere.</summary>
    internal abstract void Done(QueueEntry entry);

    /// <summary>A taken entry is to start again.</summary>
    internal abstract void Again(QueueEntry entry);

    /// <summary>The entries that cannot start before a taken one is through.</summary>
    internal virtual IEnumerable<QueueEntry> Behind(QueueEntry entry) => [];

    /// <summary>True where an entry waits behind one that is on hold: it is not ready, however long it is in memory.</summary>
    internal virtual bool IsBehindHeld(QueueEntry entry) => false;
}

/// <summary>First in, first out.</summary>
internal sealed class FifoIntake : Intake
{
    private readonly Queue<QueueEntry> ready = new();

    internal override int Count => ready.Count;

    internal override int Startable => ready.Count;

    internal override void Add(QueueEntry entry) => ready.Enqueue(entry);

    internal override bool TryTake(out QueueEntry entry) => ready.TryDequeue(out entry!);

    internal override void Done(QueueEntry entry) { }

    internal override void Again(QueueEntry entry) => ready.Enqueue(entry);
}

/// <summary>One at a time per ordering key: the next of a key starts when the one before is through.</summary>
internal sealed class OrderedIntake : Intake
{
    private readonly Dictionary<string, Queue<QueueEntry>> lanes = new(StringComparer.Ordinal);
    private readonly Queue<QueueEntry> ready = new();
    private int count;

    internal override int Count => count;

    internal override int Startable => ready.Count;

    internal override void Add(QueueEntry entry)
    {
        count++;
        if (!lanes.TryGetValue(entry.Envelope.OrderingKey, out var lane)) lanes[entry.Envelope.OrderingKey] = lane = new();
        lane.Enqueue(entry);
        if (lane.Count == 1) ready.Enqueue(entry);
    }

    internal override bool TryTake(out QueueEntry entry) => ready.TryDequeue(out entry!);

    internal override void Done(QueueEntry entry)
    {
        count--;
        var lane = lanes[entry.Envelope.OrderingKey];
        lane.Dequeue();
        if (lane.TryPeek(out var next)) ready.Enqueue(next);
        else lanes.Remove(entry.Envelope.OrderingKey);
    }

    internal override void Again(QueueEntry entry) => ready.Enqueue(entry);

    internal override IEnumerable<QueueEntry> Behind(QueueEntry entry) => lanes[entry.Envelope.OrderingKey].Skip(1);

    internal override bool IsBehindHeld(QueueEntry entry) => lanes[entry.Envelope.OrderingKey].Peek() is { OnHold: true } head && head != entry;
}
