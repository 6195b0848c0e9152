using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Stepwell.Azure.Setup;

namespace Stepwell.Azure.Settings;

/// <summary>Where Table Storage is: the same setting by which the Functions host finds its own storage.</summary>
internal static class TableConnection
{
    internal const string Setting = "AzureWebJobsStorage";

    /// <exception cref="StepException">It is not set, or is no address (SW4002).</exception>
    internal static ServiceConnection Read(IConfiguration configuration)
    {
        var connection = ServiceConnection.Read(configuration.GetSection(Setting), Address) ?? throw AzureErrors.NoStorage();
        return connection.Address is null || Uri.TryCreate(connection.Address, UriKind.Absolute, out _) ? connection : throw AzureErrors.BadTableUri(connection.Address);
    }

    /// <exception cref="StepException">It cannot be used (SW4002).</exception>
    internal static TableServiceClient Open(ServiceConnection connection) =>
        connection.Open(static s => new TableServiceClient(s), static (uri, identity) => new TableServiceClient(new Uri(uri), identity), AzureErrors.BadStorage);

    private static string? Address(IConfigurationSection section)
    {
        if (section["tableServiceUri"] is { Length: > 0 } uri) return uri;
        return section["accountName"] is { Length: > 0 } account ? $"https://{account}.table.core.windows.net" : null;
    }
}
