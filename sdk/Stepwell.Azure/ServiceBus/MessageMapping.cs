using Azure.Messaging.ServiceBus;
using Stepwell.Bus;

namespace Stepwell.Azure.ServiceBus;

/// <summary>Maps messages of the port on those of Service Bus, member by member.</summary>
internal static class MessageMapping
{
    internal static ServiceBusMessage ToServiceBus(OutgoingMessage message)
    {
        var mapped = new ServiceBusMessage(message.Body) { MessageId = message.MessageId, SessionId = message.SessionId, ContentType = message.ContentType };
        if (message.ScheduledEnqueueTime is { } due) mapped.ScheduledEnqueueTime = due;
        foreach (var (name, value) in message.Properties) mapped.ApplicationProperties[name] = value;
        return mapped;
    }

    internal static ReceivedMessage FromServiceBus(ServiceBusReceivedMessage message) => new()
    {
        MessageId = message.MessageId,
        SessionId = message.SessionId,
        Body = message.Body.ToMemory(),
        Properties = message.ApplicationProperties,
        DeliveryCount = message.DeliveryCount,
        EnqueuedTime = message.EnqueuedTime,
    };
}
