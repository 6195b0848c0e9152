using Stepwell.Azure.Contract;

namespace Azure.Messaging.ServiceBus;

[LookedUp(Official.Bus, Official.BusVersion, Official.BusListing)]
public partial class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage() { }

    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } = new Dictionary<string, object>();

    public BinaryData Body { get; internal init; } = BinaryData.Empty;

    public int DeliveryCount { get; internal init; }

    public DateTimeOffset EnqueuedTime { get; internal init; }

    public string MessageId { get; internal init; } = "";

    public string SessionId { get; internal init; } = "";
}
