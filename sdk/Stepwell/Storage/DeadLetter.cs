using Stepwell.Messaging;
using Stepwell.Running;

namespace Stepwell.Storage;

/// <summary>An event that a handler did not handle, kept until a person replays or discards it.</summary>
/// <param name="Id">Its id: 32 hex characters.</param>
/// <param name="Handler">The handler.</param>
/// <param name="Envelope">The event.</param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="Reason">One sentence for people.</param>
/// <param name="Exception">The last exception with its stack; null for none.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetter(string Id, string Handler, EventEnvelope Envelope, int Attempts, string Reason, string? Exception, DateTimeOffset At)
{
    /// <summary>What a store throws where this letter is to be replayed and its handler takes no events any more (SW2005).</summary>
    public StepException HandlerGone() => StepErrors.HandlerGone(Handler);
}
