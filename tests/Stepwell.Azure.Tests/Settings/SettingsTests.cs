using Microsoft.Extensions.Configuration;
using Stepwell.Azure.Settings;
using Stepwell.Azure.Telemetry;

namespace Stepwell.Azure.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void Bus_WithAManagedIdentity_NamesItsClient()
    {
        var bus = BusConnection.Read(Of(("ServiceBusConnection:fullyQualifiedNamespace", "n.servicebus.windows.net"), ("ServiceBusConnection:credential", "ManagedIdentity"), ("ServiceBusConnection:clientId", "id")));
        Assert.Equal(new ServiceConnection(null, "n.servicebus.windows.net", new(IsManaged: true, "id")), bus);
    }

    [Fact]
    public void Bus_WithAConnectionString_UsesIt() => Assert.Equal("Endpoint=x", BusConnection.Read(Of(("ServiceBusConnection", "Endpoint=x"))).ConnectionString);

    [Theory]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "https://a.table.core.windows.net/", "https://a.table.core.windows.net/")]
    [InlineData("AzureWebJobsStorage:accountName", "a", "https://a.table.core.windows.net")]
    public void Tables_WithAnIdentity_HaveTheirEndpoint(string setting, string value, string uri) =>
        Assert.Equal(new ServiceConnection(null, uri, new(IsManaged: false, null)), TableConnection.Read(Of((setting, value))));

    [Fact]
    public void Tables_WithNoAddress_AreRefused()
    {
        var e = Assert.Throws<StepException>(() => TableConnection.Read(Of(("AzureWebJobsStorage:tableServiceUri", "nonsense"))));
        Assert.Contains("'nonsense'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_WithNoConnectionString_AreRefusedWithoutShowingIt()
    {
        var e = Assert.Throws<StepException>(() => TableConnection.Open(TableConnection.Read(Of(("AzureWebJobsStorage", "AccountKey:s3cret")))));
        Assert.StartsWith("SW4002: AzureWebJobsStorage cannot be used: It is no connection string", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization=AAD;ClientId=id", true, "id")]
    [InlineData(" clientid = id ; authorization = aad ", true, "id")]
    [InlineData("Authorization=AAD", true, null)]
    [InlineData("ClientId=id", false, null)]
    [InlineData("", false, null)]
    [InlineData(null, false, null)]
    public void Monitor_ByItsSetting_HasAnIdentityOrNone(string? setting, bool has, string? clientId) =>
        Assert.Equal(has ? new ConnectionIdentity(IsManaged: true, clientId) : null, MonitorIdentity.Parse(setting));

    private static IConfiguration Of(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Name, s.Value))).Build();
}
