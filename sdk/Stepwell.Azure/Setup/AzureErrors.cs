using Stepwell.Azure.Settings;

namespace Stepwell.Azure.Setup;

/// <summary>Every error of the set-up on Azure, with its id: one place.</summary>
internal static class AzureErrors
{
    private const string Role = "Storage Table Data Contributor";

    internal static StepException NoBus() => new("SW4001",
        $"There is no Service Bus. Set {BusConnection.Setting}__fullyQualifiedNamespace to <name>.servicebus.windows.net, where the app's identity is used, or {BusConnection.Setting} to the connection string of the emulator.");

    internal static StepException BadBus(string why) => new("SW4001",
        $"{BusConnection.Setting} cannot be used: {why} Set {BusConnection.Setting}__fullyQualifiedNamespace to <name>.servicebus.windows.net, or {BusConnection.Setting} to the connection string of the emulator.");

    internal static StepException NoStorage() => new("SW4002",
        $"There is no storage. Set {TableConnection.Setting}__tableServiceUri to https://<account>.table.core.windows.net, where the app's identity is used, or {TableConnection.Setting} to UseDevelopmentStorage=true for Azurite.");

    internal static StepException BadTableUri(string uri) => new("SW4002",
        $"{TableConnection.Setting}__tableServiceUri is '{uri}', which is no address. Set it to https://<account>.table.core.windows.net.");

    internal static StepException BadStorage(string why) => new("SW4002",
        $"{TableConnection.Setting} cannot be used: {why} Set {TableConnection.Setting}__tableServiceUri to https://<account>.table.core.windows.net, or {TableConnection.Setting} to UseDevelopmentStorage=true for Azurite.");

    internal static StepException BadPrefix(string prefix) => new("SW2009",
        $"{AppServices.TablePrefix} is '{prefix}', with which no table's name can begin. Give letters and digits, a letter first, at most 51.");

    internal static StepException TablesOutOfReach(Uri address, string why) => new("SW4003",
        $"The tables at {address} cannot be reached: {why} Check the account's name in {TableConnection.Setting}__tableServiceUri, and that this network may reach it. On this machine, start Azurite: docker compose -f infra/local/compose.yaml up -d");

    internal static StepException TablesForbidden(Uri address, string who, string? code) => new("SW4004",
        $"The tables at {address} refuse the app ({code ?? "no reason given"}). Give {who} the role {Role} on that storage account; a new role takes some minutes to hold. If it has the role, let this network through the account's firewall.");

    internal static StepException TableMissing(string table, string? code) => new("SW4005",
        $"The table '{table}' does not exist, and the app may not create it ({code ?? "no reason given"}). Run azd provision, which creates it, or give the app's identity the role {Role} on the storage account.");

    internal static StepException NoIdentity(string who, string why) => new("SW4006",
        $"There is no sign-in for {who}: {why} Assign that identity to the app and name it in {TableConnection.Setting}__clientId, with {TableConnection.Setting}__credential = managedidentity; on this machine, run az login or azd auth login.");
}
