using Stepwell.Azure.Contract;

namespace Azure.Messaging.ServiceBus;

[LookedUp(Official.Bus, Official.BusVersion, Official.BusListing)]
public sealed partial class ServiceBusMessageBatch : IDisposable
{
    private readonly IList<ServiceBusMessage> store;
    private readonly Func<ServiceBusMessage, bool>? fits;

    internal ServiceBusMessageBatch(IList<ServiceBusMessage> store, Func<ServiceBusMessage, bool>? fits) => (this.store, this.fits) = (store, fits);

    public bool TryAddMessage(ServiceBusMessage message)
    {
        if (fits is not null && !fits(message)) return false;
        store.Add(message);
        return true;
    }

    public void Dispose() { }
}
