using Stepwell.Messaging;

namespace Stepwell.Bus;

/// <summary>Sends events as messages: one topic of the broker per topic of the app.</summary>
/// <param name="sender">The broker.</param>
public sealed class BusEventSender(IMessageSender sender) : IEventSender
{
    /// <inheritdoc/>
    public async ValueTask SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0) return;
        var first = events[0].Topic;
        if (events.All(e => e.Topic == first))
        {
            await sender.SendAsync(first, [.. events.Select(Messages.Of)], cancellation).ConfigureAwait(false);
            return;
        }
        // Order is promised within a topic, so the topics need not wait for each other.
        await Task.WhenAll(events.GroupBy(e => e.Topic, StringComparer.Ordinal)
            .Select(topic => sender.SendAsync(topic.Key, [.. topic.Select(Messages.Of)], cancellation).AsTask())).ConfigureAwait(false);
    }
}
