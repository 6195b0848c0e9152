using Stepwell.Azure.Contract;

namespace Azure.Messaging.ServiceBus;

[LookedUp(Official.Bus, Official.BusVersion, Official.BusListing)]
public partial class ServiceBusMessage
{
    public ServiceBusMessage(ReadOnlyMemory<byte> body) => Body = new BinaryData(body);

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    public BinaryData Body { get; set; }

    public string ContentType { get; set; } = "";

    public string MessageId { get; set; } = "";

    public string SessionId { get; set; } = "";

    public DateTimeOffset ScheduledEnqueueTime { get; set; }
}
