using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>What all pages share.</summary>
public sealed class ShellTests(Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task Pages_TheirRequests_GoToTheHostOnly()
    {
        await using var screen = await desk.OpenAsync();
        Assert.All(screen.Requests, url => Assert.StartsWith(desk.Host.Address + "/", url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Theme_IsToggled_StaysAfterAReload()
    {
        await using var screen = await desk.OpenAsync();
        var root = screen.Page.Locator("html");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).ClickAsync();
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");

        await screen.Page.ReloadAsync();
        await screen.LiveAsync();

        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await Assertions.Expect(screen.Page.Locator("body")).ToHaveCSSAsync("color-scheme", "dark");
    }

    [Fact]
    public async Task QuestionMark_OpensTheShortcuts_EscClosesThem()
    {
        await using var screen = await desk.OpenAsync();
        await screen.Page.Keyboard.PressAsync("?");
        var dialog = screen.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await screen.PictureAsync("shortcuts", whole: false);
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));

        await screen.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(dialog).ToBeHiddenAsync();
    }

    [Fact]
    public async Task TheFirstTab_IsTheSkipLink_AndItLeadsToTheContent()
    {
        await using var screen = await desk.OpenAsync();
        // The heading has the focus after a page was opened; the reader starts anew.
        await screen.Page.EvaluateAsync("() => { document.activeElement.blur(); getSelection().removeAllRanges(); document.querySelector('.skip-link').focus(); }");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeInViewportAsync();

        await screen.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(screen.Page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Menu_OnANarrowScreen_OpensAndCloses()
    {
        await using var screen = await desk.OpenAsync(width: 390);
        var link = screen.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = "Overview" });
        await Assertions.Expect(link).ToBeHiddenAsync();

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await Assertions.Expect(link).ToBeVisibleAsync();
        await screen.PictureAsync("menu-390", whole: false);

        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(link).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Connection_TheHostIsKilledAndStartedAgain_ComesBackByItself()
    {
        Assert.SkipUnless(Chromium.Missing is null, Chromium.Missing ?? "");
        var first = await DeskHost.StartAsync();
        var port = first.Http.BaseAddress!.Port;
        await using var screen = await desk.OpenAsync(host: first);
        await screen.Page.EvaluateAsync("() => { window.before = true; }");

        var data = await first.KillAsync();
        await Assertions.Expect(screen.Page.GetByText("Connection lost")).ToBeVisibleAsync();
        await screen.PictureAsync("connection-lost", whole: false);

        await using var second = await DeskHost.StartAsync(data: data, port: port);
        await screen.Page.WaitForFunctionAsync("() => !window.before");
        await screen.LiveAsync();
        await Assertions.Expect(screen.Page.GetByText("Connection lost")).ToBeHiddenAsync();
    }
}
