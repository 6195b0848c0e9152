using Stepwell.Azure.Contract;

namespace Azure.Messaging.ServiceBus;

[LookedUp(Official.Bus, Official.BusVersion, Official.BusListing)]
public static partial class ServiceBusModelFactory
{
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData? body = null, string? messageId = null, string? partitionKey = null, string? viaPartitionKey = null, string? sessionId = null,
        string? replyToSessionId = null, TimeSpan timeToLive = default, string? correlationId = null, string? subject = null, string? to = null,
        string? contentType = null, string? replyTo = null, DateTimeOffset scheduledEnqueueTime = default, IDictionary<string, object>? properties = null,
        Guid lockTokenGuid = default, int deliveryCount = 0, DateTimeOffset lockedUntil = default, long sequenceNumber = -1, string? deadLetterSource = null,
        long enqueuedSequenceNumber = 0, DateTimeOffset enqueuedTime = default,
        ServiceBusMessageState serviceBusMessageState = ServiceBusMessageState.Active) => new()
        {
            ApplicationProperties = new Dictionary<string, object>(properties ?? new Dictionary<string, object>()),
            Body = body ?? BinaryData.Empty,
            DeliveryCount = deliveryCount,
            EnqueuedTime = enqueuedTime,
            MessageId = messageId!,
            SessionId = sessionId!,
        };

    public static ServiceBusMessageBatch ServiceBusMessageBatch(
        long batchSizeBytes, IList<ServiceBusMessage> batchMessageStore, CreateMessageBatchOptions? batchOptions = null, Func<ServiceBusMessage, bool>? tryAddCallback = null) =>
        new(batchMessageStore, tryAddCallback);
}

[LookedUp(Official.Bus, Official.BusVersion, Official.BusListing)]
public partial class CreateMessageBatchOptions
{
}

[LookedUp(Official.Bus, Official.BusVersion, Official.BusListing)]
public enum ServiceBusMessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
}
