using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace Stepwell.Azure.Settings;

/// <summary>Where Service Bus is: the same setting by which the Functions host listens.</summary>
/// <param name="ConnectionString">The emulator's; null where <paramref name="Namespace"/> is set.</param>
/// <param name="Namespace">The fully qualified name of the namespace, which the app's identity may use.</param>
/// <param name="Identity">Who the app is there.</param>
internal sealed record BusConnection(string? ConnectionString, string? Namespace, ConnectionIdentity Identity)
{
    internal const string Setting = "ServiceBusConnection";

    /// <exception cref="StepException">It is not set (SW4001).</exception>
    internal static BusConnection Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Setting);
        var (connectionString, name) = (section.Value, section["fullyQualifiedNamespace"]);
        if (string.IsNullOrEmpty(connectionString) && string.IsNullOrEmpty(name))
            throw new StepException("SW4001",
                $"There is no Service Bus. Set {Setting}__fullyQualifiedNamespace to <name>.servicebus.windows.net, where the app's identity is used, or {Setting} to the connection string of the emulator.");
        return new(string.IsNullOrEmpty(connectionString) ? null : connectionString, name, ConnectionIdentity.Read(section));
    }

    internal ServiceBusClient Open() => ConnectionString is not null ? new(ConnectionString) : new(Namespace!, Identity.Credential());
}
