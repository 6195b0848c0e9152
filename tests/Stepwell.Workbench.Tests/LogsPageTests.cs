using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class LogsPageTests(Desk desk) : IClassFixture<Desk>
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Logs_AtEveryWidthAndTheme_FitAndCanBeReadByAll(int width, bool dark)
    {
        await using var screen = await desk.OpenAsync("logs", width, dark);
        for (var i = 0; i < 4; i++) await desk.Host.OrderAsync();
        var failed = await desk.Host.OrderAsync(sku: "NOP-01");
        var line = Lines(screen).Filter(new() { HasText = failed[..8] }).Filter(new() { Has = screen.Page.Locator(".tail-exception") }).First;
        await Assertions.Expect(line).ToBeVisibleAsync();
        await screen.PictureAsync($"logs-{width}-{(dark ? "dark" : "light")}", whole: false);
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));

        await line.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Panel(screen)).ToContainTextAsync("UnknownSkuException");
        await Assertions.Expect(screen.Page.Locator(".tail-line.selected")).ToBeInViewportAsync();
        await screen.PictureAsync($"logs-line-{width}-{(dark ? "dark" : "light")}", whole: false);
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
    }

    [Fact]
    public async Task Panel_AsWideAsTheWindow_KeepsTheKeyboardFromWhatItCovers()
    {
        await using var screen = await desk.OpenAsync("logs", width: 390);
        var trace = await desk.Host.OrderAsync();
        var line = Lines(screen).Filter(new() { HasText = trace[..8] }).Filter(new() { HasText = "PlaceOrder" }).First.GetByRole(AriaRole.Button);
        await line.ClickAsync();
        var close = Panel(screen).GetByRole(AriaRole.Button, new() { Name = "Close the panel" });
        await Assertions.Expect(close).ToBeFocusedAsync();

        await screen.Page.Keyboard.PressAsync("Shift+Tab");
        Assert.False(await screen.Page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"));

        await close.ClickAsync();
        await Assertions.Expect(line).ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync("Shift+Tab");
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"));
    }

    [Fact]
    public async Task Logs_AnOrderIsPlaced_TellItAndLeadToItsTrace()
    {
        await using var screen = await desk.OpenAsync("logs");
        var trace = await desk.Host.OrderAsync();

        await Lines(screen).Filter(new() { HasText = "PlaceOrder" }).GetByRole(AriaRole.Link, new() { Name = "Trace " + trace[..8] }).First.ClickAsync();

        await screen.AtAsync($"**/traces/{trace}**");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("/orders");
    }

    [Fact]
    public async Task Logs_OfAFailedAttempt_LeadToTheAttemptInItsTrace()
    {
        await using var screen = await desk.OpenAsync("logs?level=error");
        var trace = await desk.Host.OrderAsync(sku: "NOP-02");

        await Lines(screen).Filter(new() { HasText = trace[..8] }).Filter(new() { Has = screen.Page.Locator(".tail-exception") }).GetByRole(AriaRole.Link).First.ClickAsync();

        await screen.AtAsync($"**/traces/{trace}?span=*");
        await Assertions.Expect(screen.Page.Locator(".drawer")).ToContainTextAsync("PriceOrder");
    }

    [Fact]
    public async Task Logs_Filtered_AreFilteredAfterAReloadToo()
    {
        await using var screen = await desk.OpenAsync("logs");
        var trace = await desk.Host.OrderAsync();
        await desk.Host.OrderAsync();

        await screen.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Trace id" }).FillAsync(trace);
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.GetByRole(AriaRole.Combobox, new() { Name = "Step" }).SelectOptionAsync("PlaceOrder");
        await screen.AtAsync("**/logs?*step=PlaceOrder*");
        await screen.Page.ReloadAsync();
        await screen.LiveAsync();

        await Assertions.Expect(Lines(screen)).ToHaveCountAsync(1);
        await Assertions.Expect(Lines(screen)).ToContainTextAsync(trace[..8]);
        await screen.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" }).FillAsync("nothing says this");
        await Assertions.Expect(screen.Page.GetByText("No line matches")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Logs_Paused_StayAsTheyAreAndCountWhatComes()
    {
        await using var screen = await desk.OpenAsync("logs?step=PlaceOrder");
        var first = await desk.Host.OrderAsync();
        await Assertions.Expect(Lines(screen).Filter(new() { HasText = first[..8] })).ToBeVisibleAsync();

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(screen.Page.GetByText("Paused")).ToBeVisibleAsync();
        var second = await desk.Host.OrderAsync();
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("new lines? ↓") })).ToBeVisibleAsync();
        await Assertions.Expect(Lines(screen).Filter(new() { HasText = second[..8] })).ToHaveCountAsync(0);

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(Lines(screen).Filter(new() { HasText = second[..8] })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Logs_TheReaderScrollsUp_StayUntilTheEndIsReached()
    {
        await using var screen = await desk.OpenAsync("logs");
        for (var i = 0; i < 12; i++) await desk.Host.OrderAsync();
        await Assertions.Expect(screen.Page.GetByText("following")).ToBeVisibleAsync();
        var tail = screen.Page.Locator(".tail");
        await screen.Page.WaitForFunctionAsync("() => { const t = document.querySelector('.tail'); return t && t.scrollHeight > t.clientHeight * 2 && t.scrollHeight - t.clientHeight - t.scrollTop < 12; }");

        await tail.EvaluateAsync("t => { t.scrollTop = 0; }");
        await Assertions.Expect(screen.Page.GetByText("Paused")).ToBeVisibleAsync();
        await desk.Host.OrderAsync();
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("new lines? ↓") })).ToBeVisibleAsync();
        Assert.Equal(0, await tail.EvaluateAsync<int>("t => t.scrollTop"));

        await tail.EvaluateAsync("t => { t.scrollTop = t.scrollHeight; }");
        await Assertions.Expect(screen.Page.GetByText("following")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Logs_ALineComesWhileTheReaderScrollsUp_LetsThemGo()
    {
        await using var screen = await desk.OpenAsync("logs");
        for (var i = 0; i < 12; i++) await desk.Host.OrderAsync();
        await screen.Page.WaitForFunctionAsync("() => { const t = document.querySelector('.tail'); return t && t.scrollHeight > t.clientHeight * 2 && t.scrollHeight - t.clientHeight - t.scrollTop < 12; }");

        // Before the browser has told of the scrolling, which it does with the next frame.
        await screen.Page.Locator(".tail").EvaluateAsync("t => { t.scrollTop = 0; t.append(document.createComment('')); }");

        await Assertions.Expect(screen.Page.GetByText("Paused")).ToBeVisibleAsync();
        Assert.Equal(0, await screen.Page.Locator(".tail").EvaluateAsync<int>("t => t.scrollTop"));
    }

    private static ILocator Lines(Screen screen) => screen.Page.GetByRole(AriaRole.Region, new() { Name = "Lines of log" }).GetByRole(AriaRole.Listitem);

    private static ILocator Panel(Screen screen) => screen.Page.GetByRole(AriaRole.Complementary, new() { Name = "Line of log" });
}
