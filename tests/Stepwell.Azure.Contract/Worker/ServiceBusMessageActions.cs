using Azure.Messaging.ServiceBus;
using Stepwell.Azure.Contract;

namespace Microsoft.Azure.Functions.Worker;

[LookedUp(Official.BusExtension, Official.BusExtensionVersion, Official.ExtensionSource + "Worker.Extensions.ServiceBus/src/ServiceBusMessageActions.cs")]
public class ServiceBusMessageActions
{
    protected ServiceBusMessageActions() { }

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw Official.Missing;

    public virtual Task AbandonMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
        throw Official.Missing;

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = default, string? deadLetterReason = default,
        string? deadLetterErrorDescription = default, CancellationToken cancellationToken = default) => throw Official.Missing;

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw Official.Missing;
}

[LookedUp(Official.BusExtension, Official.BusExtensionVersion, Official.ExtensionSource + "Worker.Extensions.ServiceBus/src/ServiceBusSessionMessageActions.cs")]
public class ServiceBusSessionMessageActions
{
    protected ServiceBusSessionMessageActions() { }

    public virtual DateTimeOffset SessionLockedUntil { get; protected set; }

    public virtual Task ReleaseSession(CancellationToken cancellationToken = default) => throw Official.Missing;

    public virtual Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => throw Official.Missing;
}
