using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Stepwell.Azure.Setup;

namespace Stepwell.Azure.Settings;

/// <summary>Where Service Bus is: the same setting by which the Functions host listens.</summary>
internal static class BusConnection
{
    internal const string Setting = "ServiceBusConnection";

    /// <exception cref="StepException">It is not set (SW4001).</exception>
    internal static ServiceConnection Read(IConfiguration configuration) =>
        ServiceConnection.Read(configuration.GetSection(Setting), s => s["fullyQualifiedNamespace"]) ?? throw AzureErrors.NoBus();

    /// <exception cref="StepException">It cannot be used (SW4001).</exception>
    internal static ServiceBusClient Open(ServiceConnection connection) =>
        connection.Open(static s => new ServiceBusClient(s), static (name, identity) => new ServiceBusClient(name, identity), AzureErrors.BadBus);
}
