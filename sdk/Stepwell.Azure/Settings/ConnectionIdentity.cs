using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Stepwell.Azure.Settings;

/// <summary>Who the app is to a service, by the settings that the Functions host itself understands.</summary>
/// <param name="IsManaged">True for a managed identity; false for the developer's own sign-in.</param>
/// <param name="ClientId">Of a user-assigned identity; null for the system-assigned one.</param>
internal sealed record ConnectionIdentity(bool IsManaged, string? ClientId)
{
    /// <summary>Reads <c>&lt;connection&gt;__credential</c> and <c>&lt;connection&gt;__clientId</c>.</summary>
    internal static ConnectionIdentity Read(IConfigurationSection connection) => new(
        "managedidentity".Equals(connection["credential"], StringComparison.OrdinalIgnoreCase),
        connection["clientId"] is { Length: > 0 } id ? id : null);

    internal TokenCredential Credential()
    {
        if (!IsManaged) return new DefaultAzureCredential();
        return new ManagedIdentityCredential(ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(ClientId));
    }
}
