using Stepwell.Catalog;

namespace Stepwell.Local.Queues;

/// <summary>One handler's queue as the dispatcher sees it. Guarded by the dispatcher's lock.</summary>
internal sealed class HandlerQueue(HandlerDefinition handler)
{
    /// <summary>Entries kept in memory; more wait on disk.</summary>
    internal const int InMemory = 1000;

    internal HandlerDefinition Handler => handler;

    internal Intake Intake { get; } = handler.Ordered ? new OrderedIntake() : new FifoIntake();

    /// <summary>Rows in the store: waiting, delayed and running.</summary>
    internal int Depth { get; set; }

    internal int Running { get; set; }

    /// <summary>True while ready entries wait on disk only.</summary>
    internal bool Spilled { get; set; }

    internal bool Loading { get; set; }

    /// <summary>The newest entry that ever was in memory.</summary>
    internal long LastLoaded { get; set; }

    /// <summary>When the oldest running or waiting entry in memory became ready; null for none.</summary>
    internal SortedSet<(DateTimeOffset Ready, long Id)> Ages { get; } = [];

    internal bool HasRoom => handler.Concurrency is not { } limit || Running < limit;

    /// <summary>True where memory runs low, or where all that is in memory waits behind one key while others may wait on disk.</summary>
    internal bool WantsMore => Spilled && !Loading && (Intake.Count <= InMemory / 4 || (Intake.Startable == 0 && Intake.Count < 20 * InMemory));
}

/// <summary>One handler's queue for people.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="Depth">Events in the queue, delayed and running ones included.</param>
/// <param name="InFlight">Attempts that run now.</param>
/// <param name="Oldest">When the oldest event that is ready or running became ready; null for none.</param>
public sealed record QueueInfo(string Handler, int Depth, int InFlight, DateTimeOffset? Oldest);
