using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Stepwell.Bus;

namespace Stepwell.Azure.ServiceBus;

/// <summary>Sends to Service Bus topics; one sender per topic, kept open.</summary>
internal sealed class ServiceBusMessageSender(ServiceBusClient client) : IMessageSender
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new(StringComparer.Ordinal);

    public async ValueTask SendAsync(string topic, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        var sender = senders.GetOrAdd(topic, static (name, bus) => bus.CreateSender(name), client);
        if (messages.Count == 1)
        {
            await sender.SendMessageAsync(MessageMapping.ToServiceBus(messages[0]), cancellation).ConfigureAwait(false);
            return;
        }
        for (var next = 0; next < messages.Count;)
            next = await SendBatchAsync(sender, messages, next, cancellation).ConfigureAwait(false);
    }

    /// <returns>The first message that did not fit in.</returns>
    private static async ValueTask<int> SendBatchAsync(ServiceBusSender sender, IReadOnlyList<OutgoingMessage> messages, int next, CancellationToken cancellation)
    {
        using var batch = await sender.CreateMessageBatchAsync(cancellation).ConfigureAwait(false);
        var mapped = MessageMapping.ToServiceBus(messages[next]);
        if (!batch.TryAddMessage(mapped))
        {
            // Alone in a batch it takes a little more room than alone; if it is too large for the broker, the broker says so.
            await sender.SendMessageAsync(mapped, cancellation).ConfigureAwait(false);
            return next + 1;
        }
        do next++;
        while (next < messages.Count && batch.TryAddMessage(MessageMapping.ToServiceBus(messages[next])));
        await sender.SendMessagesAsync(batch, cancellation).ConfigureAwait(false);
        return next;
    }
}
