using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>Pages show what their address says, also when somebody goes there with the page open.</summary>
public sealed class FilterAddressTests(Desk desk) : IClassFixture<Desk>
{
    [Theory]
    [InlineData("traces", "Traces")]
    [InlineData("logs", "Logs")]
    [InlineData("dead-letters", "Dead letters")]
    public async Task Filter_TheSidebarLeadsToThePageAgain_IsGone_AndBackWithBack(string path, string link)
    {
        await using var screen = await desk.OpenAsync(path + "?text=nowhere");
        var search = screen.Page.Locator("[data-search]");
        await Assertions.Expect(search).ToHaveValueAsync("nowhere");

        await screen.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
        await screen.AtAsync("**/" + path);
        await Assertions.Expect(search).ToHaveValueAsync("");
        await Assertions.Expect(screen.Page.GetByText("matches")).ToHaveCountAsync(0);

        await screen.Page.GoBackAsync();
        await screen.AtAsync("**/" + path + "?text=nowhere");
        await Assertions.Expect(search).ToHaveValueAsync("nowhere");
        await Assertions.Expect(screen.Page.GetByText("matches")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filter_TypedThenLeftByKeysAndBackAgain_IsAsItWasTyped()
    {
        await using var screen = await desk.OpenAsync("traces");
        var search = screen.Page.Locator("[data-search]");
        await search.PressSequentiallyAsync("nowhere");
        await screen.AtAsync("**/traces?text=nowhere");
        await search.BlurAsync();

        await screen.Page.Keyboard.PressAsync("g");
        await screen.Page.Keyboard.PressAsync("t");
        await Assertions.Expect(search).ToHaveValueAsync("");
        await screen.Page.GoBackAsync();

        await Assertions.Expect(search).ToHaveValueAsync("nowhere");
    }

    [Fact]
    public async Task Overview_TheSidebarLeadsToItAgain_ShowsTheUsualTime_AndBackThatBefore()
    {
        await using var screen = await desk.OpenAsync("?minutes=60");
        var hour = screen.Page.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true });
        await Assertions.Expect(hour).ToHaveAttributeAsync("aria-pressed", "true");

        await screen.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Assertions.Expect(hour).ToHaveAttributeAsync("aria-pressed", "false");

        await screen.Page.GoBackAsync();
        await Assertions.Expect(hour).ToHaveAttributeAsync("aria-pressed", "true");
    }
}
