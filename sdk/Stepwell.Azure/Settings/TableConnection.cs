using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;

namespace Stepwell.Azure.Settings;

/// <summary>Where Table Storage is: the same setting by which the Functions host finds its own storage.</summary>
/// <param name="ConnectionString">Azurite's; null where <paramref name="Endpoint"/> is set.</param>
/// <param name="Endpoint">The table endpoint of the account, which the app's identity may use.</param>
/// <param name="Identity">Who the app is there.</param>
internal sealed record TableConnection(string? ConnectionString, Uri? Endpoint, ConnectionIdentity Identity)
{
    internal const string Setting = "AzureWebJobsStorage";

    /// <exception cref="StepException">It is not set, or is no address (SW4002).</exception>
    internal static TableConnection Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Setting);
        if (section.Value is { Length: > 0 } connectionString) return new(connectionString, null, ConnectionIdentity.Read(section));
        if (section["tableServiceUri"] is { Length: > 0 } text)
            return Uri.TryCreate(text, UriKind.Absolute, out var uri)
                ? new(null, uri, ConnectionIdentity.Read(section))
                : throw new StepException("SW4002", $"{Setting}__tableServiceUri is '{text}', which is no address. Set it to https://<account>.table.core.windows.net.");
        if (section["accountName"] is { Length: > 0 } account) return new(null, new Uri($"https://{account}.table.core.windows.net"), ConnectionIdentity.Read(section));
        throw new StepException("SW4002",
            $"There is no storage. Set {Setting}__tableServiceUri to https://<account>.table.core.windows.net, where the app's identity is used, or {Setting} to UseDevelopmentStorage=true for Azurite.");
    }

    internal TableServiceClient Open() => ConnectionString is not null ? new(ConnectionString) : new(Endpoint, Identity.Credential());
}
