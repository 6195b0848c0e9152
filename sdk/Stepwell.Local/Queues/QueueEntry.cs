using Stepwell.Catalog;
using Stepwell.Messaging;

namespace Stepwell.Local.Queues;

/// <summary>One event in one handler's queue.</summary>
internal sealed class QueueEntry
{
    internal required long Id { get; set; }

    internal required HandlerDefinition Handler { get; init; }

    internal required EventEnvelope Envelope { get; init; }

    internal required int Attempt { get; set; }

    /// <summary>Delivered at the earliest, in milliseconds since 1970; 0 for at once. Then it takes its place at the queue's end.</summary>
    internal long Due { get; set; }

    /// <summary>Of an ordered handler's failed event: repeated then, in its place, in milliseconds since 1970; 0 for none.</summary>
    internal long Held { get; set; }

    /// <summary>True while it is kept in memory until its time.</summary>
    internal bool OnHold { get; set; }

    internal required DateTimeOffset Ready { get; set; }

    /// <summary>Why the attempt before was not seen to its end; such entries run one at a time.</summary>
    internal string? Lost { get; set; }

    /// <summary>What <see cref="Ready"/> was when it came into memory.</summary>
    internal DateTimeOffset ReadyInMemory { get; set; }

    /// <summary>True after it was returned: an earlier commit may hold.</summary>
    internal bool Returned { get; set; }

    /// <summary>True while it runs as the one suspect.</summary>
    internal bool WasSuspect { get; set; }

    /// <summary>True once its row is gone.</summary>
    internal bool Acknowledged { get; set; }

    /// <summary>Its place in the list of what is in flight; -1 for none.</summary>
    internal int Slot { get; set; } = -1;
}
