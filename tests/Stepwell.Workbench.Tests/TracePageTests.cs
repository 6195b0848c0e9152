using System.Text.RegularExpressions;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class TracePageTests(Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task Trace_FromAnOrderToItsEffects_IsFollowedByClicks()
    {
        await using var screen = await desk.OpenAsync("traces");
        var page = screen.Page;
        var trace = await desk.Host.OrderAsync();
        await page.Locator($".traces a[href='traces/{trace}']").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("POST /orders");
        await Assertions.Expect(Row(screen, "SendConfirmation")).ToBeVisibleAsync();

        await Row(screen, "PlaceOrder").ClickAsync();
        var panel = Panel(screen, "PlaceOrder");
        await Assertions.Expect(panel.GetByRole(AriaRole.Group, new() { Name = "Input" })).ToContainTextAsync("TEA-01");
        await Assertions.Expect(panel.GetByRole(AriaRole.Group, new() { Name = "Output" })).ToContainTextAsync(trace);
        await Assertions.Expect(panel).Not.ToContainTextAsync("ada@example.com");
        await Assertions.Expect(panel.Locator(".diff").First).ToBeVisibleAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "PriceOrder" }).ClickAsync();
        await Assertions.Expect(Panel(screen, "PriceOrder").Locator(".chain")).ToContainTextAsync("PlaceOrder");
        await Assertions.Expect(Row(screen, "PriceOrder")).ToHaveAttributeAsync("aria-pressed", "true");
        await screen.AtAsync("**span=*");

        await page.ReloadAsync();
        await screen.LiveAsync();
        await Assertions.Expect(Panel(screen, "PriceOrder")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Panel(screen, "PriceOrder")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Trace_AFailedStep_TellsItsExceptionAndItsLogAndIsReplayed()
    {
        var trace = await desk.Host.OrderAsync("XXX-98");
        await using var screen = await desk.OpenAsync("traces/" + trace);
        var page = screen.Page;
        await Row(screen, "PriceOrder").ClickAsync();
        var panel = Panel(screen, "PriceOrder");
        await Assertions.Expect(panel.Locator(".stack")).ToContainTextAsync("UnknownSkuException");
        await Assertions.Expect(panel.GetByText("1 of 5")).ToBeVisibleAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Show this line among all" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".log-line:focus")).ToContainTextAsync("There is no article");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Logs" }).Or(page.Locator("section[aria-labelledby=logs]")).GetByRole(AriaRole.Button, new() { Name = "PriceOrder" }).First.ClickAsync();
        await Assertions.Expect(Panel(screen, "PriceOrder")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Replay the dead letter" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Sent to its handler again, in this trace.")).ToBeVisibleAsync();
        await Assertions.Expect(Row(screen, "PriceOrder")).ToHaveCountAsync(2);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(trace));
    }

    [Fact]
    public async Task Log_OfALevelThatIsNotShown_IsShownWhenItIsAskedForAmongAll()
    {
        var trace = await desk.Host.OrderAsync("TOO-16", 35);
        await using var screen = await desk.OpenAsync("traces/" + trace);
        var page = screen.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Act by DecideOrder" }).WaitForAsync();
        var body = new StringContent("""{"approved":true}""", System.Text.Encoding.UTF8, "application/json");
        (await desk.Host.Http.PostAsync($"/orders/{trace}/approval", body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await Assertions.Expect(page.Locator(".trace-main .log-info, .trace-main .log-information")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Level" }).GetByRole(AriaRole.Button, new() { Name = "Warnings" }).ClickAsync();
        await Assertions.Expect(page.Locator(".trace-main .log-line")).ToHaveCountAsync(0);
        await Row(screen, "DecideOrder").ClickAsync();

        await Panel(screen, "DecideOrder").GetByRole(AriaRole.Button, new() { Name = "Show this line among all" }).First.ClickAsync();

        await Assertions.Expect(page.Locator(".trace-main .log-line:focus")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Trace_RunAgain_IsANewTraceOfTheSameInput()
    {
        var trace = await desk.Host.OrderAsync("TEA-05", 3);
        await using var screen = await desk.OpenAsync("traces/" + trace);

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Run again" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Run again" }).ClickAsync();

        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex($"traces/(?!{trace})[0-9a-f]{{32}}$"));
        await Row(screen, "PlaceOrder").ClickAsync();
        await Assertions.Expect(Panel(screen, "PlaceOrder").GetByRole(AriaRole.Group, new() { Name = "Input" })).ToContainTextAsync("TEA-05");
    }

    [Fact]
    public async Task Trace_CopiedAsCurl_IsTheRequestThatStartedIt()
    {
        var trace = await desk.Host.OrderAsync();
        await using var screen = await desk.OpenAsync("traces/" + trace);
        await screen.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as cURL" }).ClickAsync();

        await Assertions.Expect(screen.Page.GetByText("Sensitive values are masked")).ToBeVisibleAsync();
        var text = await screen.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.StartsWith($"curl -i -X POST '{desk.Host.Address}/orders'", text, StringComparison.Ordinal);
        Assert.Contains("""{"customer":"***","lines":[{"sku":"TEA-01","quantity":2}]}""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_ThatWaitsForAPerson_LinksToTheFormAndGoesOnLive()
    {
        var trace = await desk.Host.OrderAsync("TOO-14", 35);
        await using var screen = await desk.OpenAsync("traces/" + trace);
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Act by DecideOrder" })).ToHaveAttributeAsync("href", $"endpoints?handler=DecideOrder&orderId={trace}");

        var body = new StringContent("""{"approved":true}""", System.Text.Encoding.UTF8, "application/json");
        (await desk.Host.Http.PostAsync($"/orders/{trace}/approval", body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await Assertions.Expect(Row(screen, "DecideOrder")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.GetByText("Waits for")).ToHaveCountAsync(0);
        await Row(screen, "DecideOrder").ClickAsync();
        await Assertions.Expect(Panel(screen, "DecideOrder").GetByRole(AriaRole.Group, new() { Name = "Change of status" })).ToContainTextAsync("confirmed");
    }

    [Fact]
    public async Task Trace_LookedAtLater_HidesTheLooksUntilAskedFor()
    {
        var trace = await desk.Host.OrderAsync();
        (await desk.Host.Http.GetAsync("/orders/" + trace, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await using var screen = await desk.OpenAsync("traces/" + trace);
        await Assertions.Expect(Row(screen, "GetOrder")).ToHaveCountAsync(0);

        await screen.Page.GetByLabel("1 read").CheckAsync();

        await Assertions.Expect(Row(screen, "GetOrder")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Trace_ByKeyboard_IsWalkedOpenedAndLeft()
    {
        var trace = await desk.Host.OrderAsync();
        await using var screen = await desk.OpenAsync("traces/" + trace, 390);
        // Rows that come while one walks would shift those below.
        await Assertions.Expect(Row(screen, "SendConfirmation")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Locator(".trace-facts")).ToContainTextAsync("ok");
        await Row(screen, "PlaceOrder").FocusAsync();
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await screen.Page.Keyboard.PressAsync("Enter");
        // The panel lies over the page, so it has the focus until it goes.
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Close the panel" })).ToBeFocusedAsync();

        await screen.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(screen.Page.Locator(".wf-row").Nth(1)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Trace_ThatIsNotInTheHistory_SaysSo()
    {
        await using var screen = await desk.OpenAsync("traces/0123456789abcdef0123456789abcdef");

        await Assertions.Expect(screen.Page.GetByText("This trace is not in the history")).ToBeVisibleAsync();
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Trace_AtEveryWidthAndTheme_FitsAndCanBeReadByAll(int width, bool dark)
    {
        var trace = await desk.Host.OrderAsync("XXX-97");
        await using var screen = await desk.OpenAsync("traces/" + trace, width, dark);
        await Assertions.Expect(Row(screen, "ReleaseStock").First).ToBeVisibleAsync();
        await screen.PictureAsync($"trace-{width}-{(dark ? "dark" : "light")}");
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));

        await Row(screen, "PriceOrder").ClickAsync();
        await Assertions.Expect(Panel(screen, "PriceOrder")).ToBeVisibleAsync();
        await screen.PictureAsync($"span-{width}-{(dark ? "dark" : "light")}", whole: false);
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
    }

    private static ILocator Row(Screen screen, string step) => screen.Page.Locator(".wf-row", new() { Has = screen.Page.Locator(".wf-name").GetByText(step, new() { Exact = true }) });

    private static ILocator Panel(Screen screen, string step) => screen.Page.GetByRole(AriaRole.Complementary, new() { Name = step });
}
