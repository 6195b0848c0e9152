using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Stepwell.Azure.Contract;

namespace Microsoft.Azure.Functions.Worker;

[LookedUp(Official.BusExtension, Official.BusExtensionVersion, Official.ExtensionSource + "Worker.Extensions.ServiceBus/src/ServiceBusTriggerAttribute.cs")]
public sealed class ServiceBusTriggerAttribute(string topicName, string subscriptionName) : TriggerBindingAttribute
{
    public string? Connection { get; set; }

    public string? TopicName => topicName;

    public string? SubscriptionName => subscriptionName;

    public bool IsSessionsEnabled { get; set; }

    public bool IsBatched { get; set; }

    public bool AutoCompleteMessages { get; set; }
}
