using Azure.Core;
using Microsoft.Extensions.Configuration;

namespace Stepwell.Azure.Settings;

/// <summary>Where a service is, by the settings that the Functions host itself understands.</summary>
/// <param name="ConnectionString">An emulator's; null where <paramref name="Address"/> is set.</param>
/// <param name="Address">Where the service is that the app's identity may use; null for a connection string.</param>
/// <param name="Identity">Who the app is there.</param>
internal sealed record ServiceConnection(string? ConnectionString, string? Address, ConnectionIdentity Identity)
{
    /// <summary>Reads the setting itself or, where it has no value, one of its parts.</summary>
    /// <returns>Null where neither is set.</returns>
    internal static ServiceConnection? Read(IConfigurationSection section, Func<IConfigurationSection, string?> address)
    {
        if (section.Value is { Length: > 0 } connectionString) return new(connectionString, null, ConnectionIdentity.Read(section));
        return address(section) is { Length: > 0 } found ? new(null, found, ConnectionIdentity.Read(section)) : null;
    }

    /// <summary>Makes the service's client.</summary>
    /// <param name="byString">By a connection string.</param>
    /// <param name="byIdentity">By address and identity.</param>
    /// <param name="bad">What is thrown where the client does not understand either; it does not say what was set, which may hold a key.</param>
    internal T Open<T>(Func<string, T> byString, Func<string, TokenCredential, T> byIdentity, Func<string, StepException> bad)
    {
        try
        {
            return ConnectionString is not null ? byString(ConnectionString) : byIdentity(Address!, Identity.Credential());
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw bad(ConnectionString is not null ? "It is no connection string of this service." : $"'{Address}' is no address of this service.");
        }
    }
}
