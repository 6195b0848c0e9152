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
        var link = screen.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" });
        await Assertions.Expect(screen.Page.Locator("main h1")).ToBeFocusedAsync();
        // Back from the heading over all that stands before the content; one more would leave the page.
        for (var i = 0; i < 30 && !await link.EvaluateAsync<bool>("e => e === document.activeElement"); i++) await screen.Page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(link).ToBeInViewportAsync();
        Assert.True(await link.EvaluateAsync<bool>("e => e === [...document.querySelectorAll('a[href], button')].find(o => o.checkVisibility())"));

        await screen.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(screen.Page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Heading_OfAPageThatIsOpened_HasTheFocus()
    {
        var trace = await desk.Host.OrderAsync();
        await using var screen = await desk.OpenAsync("traces/" + trace);
        var heading = screen.Page.Locator("main h1");
        await Assertions.Expect(heading).ToHaveTextAsync("POST /orders");
        await Assertions.Expect(heading).ToBeFocusedAsync();

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();

        await Assertions.Expect(heading).ToHaveTextAsync("Compare two traces");
        await Assertions.Expect(heading).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Heading_TheReaderMovesOnAtOnce_LeavesThemTheFocus()
    {
        await using var screen = await desk.OpenAsync();
        await screen.Page.AddInitScriptAsync("""
            new MutationObserver((_, observer) => {
              if (!document.querySelector('main h1')) return;
              observer.disconnect();
              setTimeout(() => document.querySelector('.skip-link').focus());
            }).observe(document, { childList: true, subtree: true });
            """);
        await screen.Page.ReloadAsync();
        await screen.LiveAsync();

        // An answer of the host: whatever it had to say before has come.
        var hour = screen.Page.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true });
        await hour.EvaluateAsync("e => e.click()");
        await Assertions.Expect(hour).ToHaveAttributeAsync("aria-pressed", "true");

        await Assertions.Expect(screen.Page.Locator(".skip-link")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Keys_OpenPagesTheSearchAndTheOtherTheme()
    {
        await using var screen = await desk.OpenAsync();
        await screen.Page.Keyboard.PressAsync("g");
        await screen.Page.Keyboard.PressAsync("s");
        await screen.AtAsync("**/_stepwell/state");
        var search = screen.Page.GetByLabel("Search groups");
        await Expect(search).ToBeVisibleAsync();

        await screen.Page.Keyboard.PressAsync("/");
        await Expect(search).ToBeFocusedAsync();
        // What is typed in a field is text, not a shortcut.
        await screen.Page.Keyboard.TypeAsync("gt/?");
        await Expect(search).ToHaveValueAsync("gt/?");
        await Expect(screen.Page.Locator("html")).Not.ToHaveAttributeAsync("data-theme", "dark");

        await screen.Page.Keyboard.PressAsync("Escape");
        await Expect(search).Not.ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync("t");
        await Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await screen.AtAsync("**/_stepwell/state?q=*");
    }

    [Fact]
    public async Task Key_PressedAsSoonAsThePageIsThere_IsNoSecondOfTwo()
    {
        await using var screen = await desk.OpenAsync();
        await screen.Page.EvaluateAsync("() => { performance.now = () => 100; }");

        await screen.Page.Keyboard.PressAsync("t");

        await Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await screen.AtAsync("**/_stepwell/");
    }

    [Theory]
    [InlineData("Escape")]
    // The first button of a question, which has the focus, does nothing.
    [InlineData("Enter")]
    public async Task Question_CancelledByKeyboard_GivesTheFocusBack(string key)
    {
        var order = await desk.Host.OrderAsync();
        await using var screen = await desk.OpenAsync("state?group=" + order);
        var delete = screen.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the group" });
        await delete.First.FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        var question = screen.Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete the group?" });
        await Expect(question).ToBeVisibleAsync();

        await screen.Page.Keyboard.PressAsync(key);

        await Expect(question).ToHaveCountAsync(0);
        await Expect(delete).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Esc_InAFieldOfAPanel_LeavesTheFieldAndKeepsThePanel()
    {
        var order = await desk.Host.OrderAsync(sku: "NOP-77");
        await using var screen = await desk.OpenAsync("dead-letters?trace=" + order);
        await screen.Page.Locator(".letters").GetByRole(AriaRole.Button, new() { Name = "PriceOrder" }).ClickAsync();
        var panel = screen.Page.Locator("[data-drawer]");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Edit and replay" }).ClickAsync();
        var field = panel.GetByRole(AriaRole.Textbox);
        await field.FillAsync("typed");

        await field.PressAsync("Escape");

        await Expect(field).Not.ToBeFocusedAsync();
        await Expect(field).ToHaveValueAsync("typed");
        await screen.Page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToHaveCountAsync(0);
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
        using var data = new Folder();
        await using var first = await desk.StartAsync(data: data.Path);
        var port = first.Http.BaseAddress!.Port;
        await using var screen = await desk.OpenAsync(host: first);
        await screen.Page.EvaluateAsync("() => { window.before = true; }");

        await first.KillAsync();
        await Assertions.Expect(screen.Page.GetByText("Connection lost")).ToBeVisibleAsync();
        await screen.PictureAsync("connection-lost", whole: false);

        await using var second = await desk.StartAsync(data: data.Path, port: port);
        await screen.Page.WaitForFunctionAsync("() => !window.before");
        await screen.LiveAsync();
        await Assertions.Expect(screen.Page.GetByText("Connection lost")).ToBeHiddenAsync();
    }
}
