using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class ComparePageTests(Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task Compare_AGoodAndAFailedOrder_TellsWhatDiffers()
    {
        var (good, bad) = (await desk.Host.OrderAsync(), await desk.Host.OrderAsync("XXX-96"));
        await using var screen = await desk.OpenAsync("traces/" + good);
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();

        await screen.Page.GetByRole(AriaRole.Row, new() { Name = bad }).GetByRole(AriaRole.Button).ClickAsync();

        await screen.AtAsync($"**/traces/compare?a={good}&b={bad}");
        var price = Step(screen, "PriceOrder");
        await Assertions.Expect(price).ToContainTextAsync("dead letter");
        await Assertions.Expect(price.Locator(".difference", new() { HasText = "lines[0].sku" })).ToContainTextAsync("XXX-96");
        await Assertions.Expect(price.Locator(".difference", new() { HasText = "sets total" })).ToContainTextAsync("(nothing)");
        await Assertions.Expect(Step(screen, "SendConfirmation")).ToContainTextAsync("did not run in the second");
    }

    [Fact]
    public async Task Compare_TwoOrdersAlike_FindsNothingInWhatTheyPriced()
    {
        var (one, other) = (await desk.Host.OrderAsync("TEA-09"), await desk.Host.OrderAsync("TEA-09"));
        await using var screen = await desk.OpenAsync($"traces/compare?a={one}");
        await screen.Page.GetByRole(AriaRole.Searchbox).FillAsync(other);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();

        await Assertions.Expect(Step(screen, "PlaceOrder")).ToContainTextAsync("same");
        await Assertions.Expect(Step(screen, "PriceOrder")).ToContainTextAsync("same");
    }

    [Fact]
    public async Task Compare_WithAnUnknownTrace_SaysSoAndOffersOthers()
    {
        var trace = await desk.Host.OrderAsync();
        await using var screen = await desk.OpenAsync($"traces/compare?a={trace}&b=none");

        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no trace 'none'");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task Compare_AtEveryWidth_FitsAndCanBeReadByAll(int width, bool dark)
    {
        var (good, bad) = (await desk.Host.OrderAsync(), await desk.Host.OrderAsync("XXX-95"));
        await using var screen = await desk.OpenAsync($"traces/compare?a={good}&b={bad}", width, dark);
        await Assertions.Expect(Step(screen, "PriceOrder")).ToBeVisibleAsync();

        await screen.PictureAsync($"compare-{width}-{(dark ? "dark" : "light")}");
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
    }

    private static ILocator Step(Screen screen, string step) => screen.Page.Locator(".pair-row", new() { Has = screen.Page.GetByText(step, new() { Exact = true }) });
}
