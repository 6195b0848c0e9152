using Microsoft.Extensions.Configuration;
using Stepwell.Local.Hosting;
using Stepwell.Local.Tests.Introspection;
using Stepwell.Setup;

namespace Stepwell.Local.Tests.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("MaxConcurrency", "0")]
    [InlineData("MaxConcurrency", "-1")]
    [InlineData("MaxJsonBytes", "-5")]
    [InlineData("MaxQueued", "0")]
    [InlineData("MarkRetention", "-1.00:00:00")]
    [InlineData("StateRetention", "00:00:00")]
    [InlineData("IdempotencyRetention", "00:00:00")]
    [InlineData("IdempotencyRetention", "8.00:00:00")]
    [InlineData("MarkRetention", "999999.00:00:00")]
    [InlineData("StateRetention", "10675199.00:00:00")]
    [InlineData("Traces:MaxAge", "999999.00:00:00")]
    [InlineData("RelayPatience", "-00:00:01")]
    [InlineData("ShutdownTimeout", "00:00:00")]
    [InlineData("ShutdownTimeout", "90.00:00:00")]
    [InlineData("Traces:MaxCount", "0")]
    [InlineData("Traces:MaxPerSecond", "-1")]
    [InlineData("Traces:MaxBytes", "1000")]
    [InlineData("Traces:MaxAge", "-1")]
    public async Task Start_WithASettingThatMakesNoSense_IsRefusedWithItsName(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<SetupException>(() => Desk.StartAsync(b => b.Configuration["Stepwell:" + name] = value));
        var problem = Assert.Single(refused.Problems);
        Assert.StartsWith($"SW2009: Stepwell:{name} is ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithSeveral_TellsAllAtOnce()
    {
        var refused = await Assert.ThrowsAsync<SetupException>(() => Desk.StartAsync(b =>
        {
            b.Configuration["Stepwell:MaxConcurrency"] = "0";
            b.Configuration["Stepwell:MaxQueued"] = "0";
        }));
        Assert.Equal(2, refused.Problems.Count);
    }

    [Fact]
    public void Unknown_SettingsOfTheSection_AreNamedWithWhatWasMeant()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stepwell:MaxConcurency"] = "3", ["Stepwell:maxqueued"] = "3", ["Stepwell:CorsOrigins:0"] = "x", ["Stepwell:Traces:MaxByte"] = "1", ["Stepwell:Colour"] = "red", ["Other:MaxConcurency"] = "3",
        }).Build();
        Assert.Equal(
            ["Stepwell:Colour is no setting, so nobody reads it.", "Stepwell:MaxConcurency is no setting, so nobody reads it. Did you mean Stepwell:MaxConcurrency?", "Stepwell:Traces:MaxByte is no setting, so nobody reads it. Did you mean Stepwell:Traces:MaxBytes?"],
            SettingsCheck.Unknown(configuration).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Banner_OfAnAppWithASettingMisspelt_Warns()
    {
        await using var desk = await Desk.StartAsync(b => b.Configuration["Stepwell:MaxQeued"] = "7");
        Assert.Contains("warning: Stepwell:MaxQeued is no setting, so nobody reads it. Did you mean Stepwell:MaxQueued?", desk.App.BannerText(), StringComparison.Ordinal);
    }
}
