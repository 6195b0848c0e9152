using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class OverviewPageTests(Desk desk) : IClassFixture<Desk>
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Overview_AtEveryWidthAndTheme_FitsAndCanBeReadByAll(int width, bool dark)
    {
        await using var screen = await desk.OpenAsync(width: width, dark: dark);
        for (var i = 0; i < 5; i++) await desk.Host.OrderAsync();
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = "Slowest steps" }).Last.Locator("tbody tr").Nth(4)).ToBeVisibleAsync();

        await Assertions.Expect(screen.Page.GetByText("All queues are empty")).ToBeVisibleAsync();
        await screen.PictureAsync($"overview-{width}-{(dark ? "dark" : "light")}");
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
    }

    [Fact]
    public async Task Overview_AnOrderIsPlaced_CountsItsRunsWithoutReload()
    {
        await using var screen = await desk.OpenAsync("?minutes=15");
        var runs = screen.Page.Locator(".figure", new() { HasText = "Runs" }).Locator(".figure-value");
        var before = await runs.InnerTextAsync();

        await desk.Host.OrderAsync();

        await Assertions.Expect(runs).Not.ToHaveTextAsync(before);
    }

    [Fact]
    public async Task Overview_AStepIsChosen_IsInTheAddressAndSurvivesAReload()
    {
        await using var screen = await desk.OpenAsync();
        await Step(screen).SelectOptionAsync("PriceOrder");
        await screen.AtAsync("**/?step=PriceOrder");

        await screen.Page.ReloadAsync();
        await screen.LiveAsync();

        await Assertions.Expect(Step(screen)).ToHaveValueAsync("PriceOrder");
    }

    [Fact]
    public async Task Overview_AddressNamesAStepThatTheAppHasNot_ShowsAllTogether()
    {
        await using var screen = await desk.OpenAsync("?step=Nobody");

        await Assertions.Expect(Step(screen)).ToHaveValueAsync("");
        await Step(screen).SelectOptionAsync("PriceOrder");
        await screen.AtAsync("**/?step=PriceOrder");
    }

    private static ILocator Step(Screen screen) => screen.Page.GetByRole(AriaRole.Combobox, new() { Name = "Step", Exact = true });
}
