namespace Stepwell.Messaging;

/// <summary>Hands events to the queues of a host whose store keeps none itself. The store calls it when it relays.</summary>
public interface IEventSender
{
    /// <summary>Sends events to all their subscribers, or to the one that <see cref="EventEnvelope.To"/> names; those with <see cref="EventEnvelope.Due"/> at that time.</summary>
    /// <param name="events">The events, in the order in which they were emitted.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="Exception">It is not known whether they were sent; send them again, the marks make it hold once.</exception>
    ValueTask SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellation);
}
