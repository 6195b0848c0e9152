using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace Stepwell.Azure.Settings;

/// <summary>Opens the clients that the settings name. They are the same settings by which the Functions host listens.</summary>
internal static class Connections
{
    /// <summary>The setting of the Service Bus namespace.</summary>
    internal const string ServiceBus = "ServiceBusConnection";

    /// <summary>The setting of the storage account.</summary>
    internal const string Storage = "AzureWebJobsStorage";

    /// <summary>Opens Service Bus: a connection string (the emulator's) or <c>ServiceBusConnection__fullyQualifiedNamespace</c> with an identity.</summary>
    /// <exception cref="StepException">Neither is set (SW4001).</exception>
    internal static ServiceBusClient OpenServiceBus(IConfiguration configuration)
    {
        var section = configuration.GetSection(ServiceBus);
        if (section.Value is { Length: > 0 } connectionString) return new ServiceBusClient(connectionString);
        if (section["fullyQualifiedNamespace"] is { Length: > 0 } name) return new ServiceBusClient(name, Identity.Of(section));
        throw new StepException("SW4001",
            $"There is no Service Bus. Set {ServiceBus}__fullyQualifiedNamespace to <name>.servicebus.windows.net (the app's identity is used), or {ServiceBus} to the connection string of the emulator.");
    }

    /// <summary>Opens Table Storage: a connection string (Azurite's) or <c>AzureWebJobsStorage__tableServiceUri</c> with an identity.</summary>
    /// <exception cref="StepException">Neither is set (SW4002).</exception>
    internal static TableServiceClient OpenTables(IConfiguration configuration)
    {
        var section = configuration.GetSection(Storage);
        if (section.Value is { Length: > 0 } connectionString) return new TableServiceClient(connectionString);
        if (TableUri(section) is { } uri) return new TableServiceClient(uri, Identity.Of(section));
        throw new StepException("SW4002",
            $"There is no storage. Set {Storage}__tableServiceUri to https://<account>.table.core.windows.net (the app's identity is used), or {Storage} to UseDevelopmentStorage=true for Azurite.");
    }

    private static Uri? TableUri(IConfigurationSection section)
    {
        if (section["tableServiceUri"] is { Length: > 0 } uri) return new Uri(uri);
        return section["accountName"] is { Length: > 0 } account ? new Uri($"https://{account}.table.core.windows.net") : null;
    }
}
