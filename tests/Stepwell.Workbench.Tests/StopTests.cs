using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>An open page does not keep a host that is to end.</summary>
public sealed class StopTests(Desk desk) : IClassFixture<Desk>
{
    /// <summary>The host may take an hour for what is in flight, so that a page that holds it is seen.</summary>
    [Fact(Timeout = 300_000)]
    public async Task Host_StoppedWithAPageOpen_EndsAtOnceAndInOrder()
    {
        await using var host = await desk.StartAsync(["--Stepwell:ShutdownTimeout=01:00:00"]);
        await using var screen = await desk.OpenAsync("logs", host: host);
        await host.OrderAsync();
        await Assertions.Expect(screen.Page.Locator("[data-line]").Filter(new() { HasText = "PlaceOrder" }).First).ToBeVisibleAsync();

        Assert.Equal(0, await host.StopAsync());

        await Assertions.Expect(screen.Page.GetByText("Connection lost")).ToBeVisibleAsync();
    }
}
