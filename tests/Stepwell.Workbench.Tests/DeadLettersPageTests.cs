using System.Net.Http.Json;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class DeadLettersPageTests(Desk desk) : IClassFixture<Desk>
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task DeadLetters_AtEveryWidthAndTheme_FitAndCanBeReadByAll(int width, bool dark)
    {
        await using var screen = await desk.OpenAsync("dead-letters", width, dark);
        await EmitAsync(new { topic = "order.rejected", data = new { orderId = "a", reason = "late", day = "2030-01-01" }, delayMs = 3_600_000 });
        for (var i = 0; i < 3; i++) await desk.Host.OrderAsync(sku: "NOP-0" + i);
        var failed = await desk.Host.OrderAsync(sku: "NOP-04");
        await screen.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the dead letters" }).FillAsync("NOP-");
        await Assertions.Expect(Rows(screen).Filter(new() { HasText = "PriceOrder" }).Nth(3)).ToBeVisibleAsync();
        // All columns of the queues are in sight.
        await Assertions.Expect(screen.Page.Locator(".queues tbody tr").First).ToBeVisibleAsync();
        Assert.True(await screen.Page.Locator(".table-scroll:has(.queues)").EvaluateAsync<bool>("e => e.scrollWidth <= e.clientWidth"));
        await screen.PictureAsync($"dead-letters-{width}-{(dark ? "dark" : "light")}");
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));

        await screen.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the dead letters" }).FillAsync(failed);
        await Assertions.Expect(Rows(screen)).ToHaveCountAsync(1);
        await Rows(screen).First.GetByRole(AriaRole.Button, new() { Name = "PriceOrder" }).ClickAsync();
        await Assertions.Expect(Panel(screen)).ToContainTextAsync("UnknownSkuException");
        await screen.PictureAsync($"dead-letter-{width}-{(dark ? "dark" : "light")}", whole: false);
        await Panel(screen).GetByRole(AriaRole.Button, new() { Name = "Edit and replay" }).ClickAsync();
        await Assertions.Expect(Panel(screen).GetByRole(AriaRole.Textbox)).ToBeVisibleAsync();
        await screen.PictureAsync($"dead-letter-edit-{width}-{(dark ? "dark" : "light")}", whole: false);
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
    }

    [Fact]
    public async Task DeadLetter_EditedAndReplayed_IsGoneAndItsTraceIsOk()
    {
        await using var screen = await desk.OpenAsync("dead-letters");
        var trace = await desk.Host.OrderAsync(sku: "NOP-05");
        await FilterByTraceAsync(screen, trace);
        await Rows(screen).First.GetByRole(AriaRole.Button, new() { Name = "PriceOrder" }).ClickAsync();
        await Panel(screen).GetByRole(AriaRole.Button, new() { Name = "Edit and replay" }).ClickAsync();
        var editor = Panel(screen).GetByRole(AriaRole.Textbox);
        var data = await editor.InputValueAsync();

        await editor.FillAsync(data.Replace("\"quantity\": 2", "\"quantity\": \"two\"", StringComparison.Ordinal));
        await Assertions.Expect(Panel(screen)).ToContainTextAsync("One thing does not fit");
        await Panel(screen).GetByRole(AriaRole.Button, new() { Name = "Save and replay" }).ClickAsync();
        await Assertions.Expect(Panel(screen).GetByRole(AriaRole.List, new() { Name = "What is wrong with the Data" })).ToContainTextAsync("quantity");
        await Assertions.Expect(Rows(screen)).ToHaveCountAsync(1);

        await editor.FillAsync(data.Replace("NOP-05", "TEA-01", StringComparison.Ordinal));
        await Panel(screen).GetByRole(AriaRole.Button, new() { Name = "Save and replay" }).ClickAsync();

        var done = screen.Page.GetByRole(AriaRole.Region, new() { Name = "What was done" });
        await Assertions.Expect(done).ToContainTextAsync("1 replayed");
        await Assertions.Expect(done.Locator(".replay-run")).ToContainTextAsync("ok");
        await Assertions.Expect(screen.Page.GetByText("No dead letter matches")).ToBeVisibleAsync();
        await screen.PictureAsync("dead-letters-replayed");
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
        await done.Locator(".replay-run").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".trace-facts")).ToContainTextAsync("ok");
    }

    [Fact]
    public async Task DeadLetters_SelectedByKeyboardAndDiscarded_AreGoneAfterAQuestion()
    {
        await using var screen = await desk.OpenAsync("dead-letters");
        var traces = new[] { await desk.Host.OrderAsync(sku: "BLK-01"), await desk.Host.OrderAsync(sku: "BLK-01"), await desk.Host.OrderAsync(sku: "BLK-02") };
        await screen.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the dead letters" }).FillAsync("BLK-01");
        await Assertions.Expect(Rows(screen)).ToHaveCountAsync(2);

        await Rows(screen).First.GetByRole(AriaRole.Button, new() { Name = "PriceOrder" }).FocusAsync();
        await screen.Page.Keyboard.PressAsync("x");
        await Assertions.Expect(screen.Page.GetByText("1 selected")).ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await screen.Page.Keyboard.PressAsync("x");
        await Assertions.Expect(screen.Page.GetByText("2 selected")).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Discard", Exact = true }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(Rows(screen)).ToHaveCountAsync(2);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Discard", Exact = true }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();

        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = "What was done" })).ToContainTextAsync("2 discarded");
        await Assertions.Expect(screen.Page.GetByText("No dead letter matches")).ToBeVisibleAsync();
        await FilterByTraceAsync(screen, traces[2], text: "");
    }

    [Fact]
    public async Task DeadLetter_DiscardedMeanwhile_IsToldForIt()
    {
        await using var screen = await desk.OpenAsync("dead-letters");
        var trace = await desk.Host.OrderAsync(sku: "GON-01");
        await FilterByTraceAsync(screen, trace);
        await Rows(screen).First.GetByRole(AriaRole.Button, new() { Name = "PriceOrder" }).ClickAsync();
        await screen.AtAsync("**letter=*");
        var id = System.Web.HttpUtility.ParseQueryString(await screen.Page.EvaluateAsync<string>("() => location.search"))["letter"];
        await Panel(screen).GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await desk.Host.Http.DeleteAsync(new Uri($"/_stepwell/api/dead-letters/{id}", UriKind.Relative), TestContext.Current.CancellationToken);

        await screen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();

        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = "What was done" })).ToContainTextAsync("It may have been replayed or discarded");
    }

    [Fact]
    public async Task Queues_AnEventWaits_TellItsDepthAndWhyItWaits()
    {
        await using var screen = await desk.OpenAsync("queues");
        await EmitAsync(new { topic = "order.approval-expired", data = new { orderId = "a" }, delayMs = 3_600_000 });

        var row = screen.Page.GetByRole(AriaRole.Region, new() { Name = "Queues" }).Last.GetByRole(AriaRole.Row, new() { NameRegex = new("RejectOrder") });

        await Assertions.Expect(row).ToContainTextAsync("Delayed, or retried later");
        await screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("empty ones too") }).ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".queues").GetByRole(AriaRole.Rowheader, new() { Name = "SendConfirmation" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Queues_WithALetterOfAnotherTrace_CountItWhateverIsListedBelow()
    {
        var (failed, good) = (await desk.Host.OrderAsync(sku: "CNT-01"), await desk.Host.OrderAsync());
        await using var screen = await desk.OpenAsync("dead-letters?trace=" + failed);
        await Assertions.Expect(Rows(screen)).ToHaveCountAsync(1);
        await screen.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Trace id" }).FillAsync(good);
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.GetByText("No dead letter matches")).ToBeVisibleAsync();

        var all = screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("empty ones too") });
        await all.ClickAsync();
        var row = screen.Page.Locator(".queues tbody tr", new() { Has = screen.Page.GetByRole(AriaRole.Rowheader, new() { Name = "PriceOrder" }) });
        await Assertions.Expect(row.GetByRole(AriaRole.Button)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[1-9]"));
    }

    private async Task EmitAsync(object newEvent) =>
        (await desk.Host.Http.PostAsJsonAsync("/_stepwell/api/events", newEvent, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

    private static async Task FilterByTraceAsync(Screen screen, string trace, string? text = null)
    {
        if (text is not null) await screen.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the dead letters" }).FillAsync(text);
        await screen.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Trace id" }).FillAsync(trace);
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.AtAsync($"**trace={trace}*");
        await Assertions.Expect(Rows(screen)).ToHaveCountAsync(1);
    }

    private static ILocator Rows(Screen screen) => screen.Page.Locator(".letters tbody tr:has(th)");

    private static ILocator Panel(Screen screen) => screen.Page.Locator(".drawer");
}
