using Stepwell.Catalog;
using Stepwell.Messaging;

namespace Stepwell.Conformance.Azure.Tables.Kit;

/// <summary>Remembers what was sent: one entry per subscriber, in order.</summary>
internal sealed class ListSender(StepCatalog catalog) : IEventSender
{
    private readonly List<(string Handler, EventEnvelope Envelope)> sent = [];

    internal IReadOnlyList<(string Handler, EventEnvelope Envelope)> Sent
    {
        get
        {
            lock (sent) return [.. sent];
        }
    }

    public ValueTask SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellation)
    {
        lock (sent)
            foreach (var envelope in events)
                sent.AddRange((envelope.To is { } to ? [to] : catalog.Topic(envelope.Topic)!.Subscribers.Select(s => s.Name)).Select(h => (h, envelope)));
        return default;
    }
}
