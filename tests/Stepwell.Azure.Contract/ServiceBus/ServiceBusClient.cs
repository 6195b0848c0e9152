using Azure.Core;
using Stepwell.Azure.Contract;

namespace Azure.Messaging.ServiceBus;

[LookedUp(Official.Bus, Official.BusVersion, Official.BusListing)]
public partial class ServiceBusClient : IAsyncDisposable
{
    protected ServiceBusClient() { }

    public ServiceBusClient(string connectionString) => throw Official.Missing;

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) => throw Official.Missing;

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => throw Official.Missing;

    public virtual ValueTask DisposeAsync() => throw Official.Missing;
}
