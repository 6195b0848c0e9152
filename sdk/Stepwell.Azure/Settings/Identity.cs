using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Stepwell.Azure.Settings;

/// <summary>Who the app is to Azure services, by the settings that the Functions host itself understands.</summary>
internal static class Identity
{
    private const string ManagedIdentity = "managedidentity";

    /// <summary>The credential of a connection: <c>&lt;name&gt;__credential=managedidentity</c>, with <c>__clientId</c> for a user-assigned one; else the developer's own sign-in.</summary>
    internal static TokenCredential Of(IConfigurationSection connection) =>
        ManagedIdentity.Equals(connection["credential"], StringComparison.OrdinalIgnoreCase)
            ? Managed(connection["clientId"])
            : new DefaultAzureCredential();

    /// <summary>The managed identity with this client id; the system-assigned one where it has none.</summary>
    internal static TokenCredential Managed(string? clientId) => new ManagedIdentityCredential(
        string.IsNullOrEmpty(clientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));
}
