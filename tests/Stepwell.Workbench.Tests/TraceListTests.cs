using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class TraceListTests(Desk desk) : IClassFixture<Desk>
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Traces_AtEveryWidthAndTheme_FitAndCanBeReadByAll(int width, bool dark)
    {
        await using var screen = await desk.OpenAsync("traces", width, dark);
        var trace = await desk.Host.OrderAsync();
        await desk.Host.OrderAsync("XXX-99");
        await Assertions.Expect(Link(screen, trace)).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Locator(".traces tbody").GetByText("failed").First).ToBeVisibleAsync();

        await screen.PictureAsync($"traces-{width}-{(dark ? "dark" : "light")}");
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));
    }

    [Fact]
    public async Task Traces_AnOrderIsPlaced_AppearsAtTheTopWithoutReload()
    {
        await using var screen = await desk.OpenAsync("traces");

        var trace = await desk.Host.OrderAsync();

        await Assertions.Expect(Link(screen, trace)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Traces_Filtered_AreThoseThatMatchAndSurviveAReload()
    {
        await using var screen = await desk.OpenAsync("traces");
        var (good, bad) = (await desk.Host.OrderAsync(), await desk.Host.OrderAsync("XXX-99"));
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Failed", Exact = true }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Combobox, new() { Name = "Step" }).SelectOptionAsync("PriceOrder");
        await screen.Page.GetByRole(AriaRole.Combobox, new() { Name = "Flow" }).SelectOptionAsync("orders");
        await screen.Page.GetByRole(AriaRole.Searchbox).FillAsync("XXX-99");
        await screen.AtAsync("**text=XXX-99*");

        await screen.Page.ReloadAsync();
        await screen.LiveAsync();

        await Assertions.Expect(Link(screen, bad)).ToBeVisibleAsync();
        await Assertions.Expect(Link(screen, good)).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Failed", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("XXX-99");
        await screen.Page.GetByRole(AriaRole.Searchbox).FillAsync("nowhere at all");
        await Assertions.Expect(screen.Page.GetByText("No trace matches")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("traces")]
    [InlineData("logs")]
    [InlineData("dead-letters")]
    public async Task Search_OfSeveralWords_TakesThemAsTheyAreTyped(string path)
    {
        await using var screen = await desk.OpenAsync(path);
        var search = screen.Page.Locator("[data-search]");
        await search.PressSequentiallyAsync("two ");
        // What the host made of it has come.
        await screen.AtAsync("**text=two*");
        await Assertions.Expect(screen.Page.GetByText(new Regex("^No (trace|line|dead letter) matches$"))).ToBeVisibleAsync();
        await search.PressSequentiallyAsync("words");

        await screen.AtAsync("**text=two%20words");
        await Assertions.Expect(search).ToHaveValueAsync("two words");
    }

    [Theory]
    [InlineData("traces", "No trace matches")]
    [InlineData("dead-letters", "No dead letter matches")]
    public async Task Search_TypedFasterThanTheHostAnswers_KeepsEveryLetter(string path, string nothing)
    {
        await using var screen = await desk.OpenAsync(path);
        var wire = await Wire.LayAsync(screen.Page);
        await screen.Page.ReloadAsync();
        await screen.LiveAsync();
        var search = screen.Page.Locator("[data-search]");

        wire.HoldTheHosts();
        await search.PressSequentiallyAsync("xyz");
        wire.HoldThePages();
        await search.PressSequentiallyAsync("z");
        wire.ReleaseTheHosts();
        // The answer to the first letters has come, that to the last has not.
        await Assertions.Expect(screen.Page.GetByText(nothing)).ToBeVisibleAsync();
        await search.PressSequentiallyAsync("y");
        wire.ReleaseThePages();

        await screen.AtAsync("**=xyzzy*");
        await Assertions.Expect(search).ToHaveValueAsync("xyzzy");
    }

    [Fact]
    public async Task Traces_OneThatOnlyLooked_IsHiddenUntilAskedForOrSearchedById()
    {
        await using var screen = await desk.OpenAsync("traces");
        var answer = await desk.Host.Http.GetAsync("/articles/TEA-01", TestContext.Current.CancellationToken);
        var look = answer.Headers.GetValues("Stepwell-Trace-Id").Single();
        var order = await desk.Host.OrderAsync();
        await Assertions.Expect(Link(screen, order)).ToBeVisibleAsync();
        await Assertions.Expect(Link(screen, look)).ToHaveCountAsync(0);

        await screen.Page.GetByLabel("Without effects too").CheckAsync();
        await Assertions.Expect(Link(screen, look)).ToBeVisibleAsync();
        await screen.Page.GetByLabel("Without effects too").UncheckAsync();
        await Assertions.Expect(Link(screen, look)).ToHaveCountAsync(0);

        await screen.Page.GetByRole(AriaRole.Searchbox).FillAsync(look);
        await Assertions.Expect(Link(screen, look)).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await screen.AtAsync("**/traces/" + look);
    }

    [Fact]
    public async Task Traces_OneWaitsForAPerson_IsFoundAmongThoseThatWait()
    {
        await using var screen = await desk.OpenAsync("traces?status=waiting");
        var large = await desk.Host.OrderAsync("TOO-19", 35);
        await Assertions.Expect(Link(screen, large)).ToBeVisibleAsync();

        (await desk.Host.Http.PostAsync($"/orders/{large}/approval", Json("""{"approved":true}"""), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await Assertions.Expect(Link(screen, large)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Traces_TenThousand_ScrollToTheEndAndKeepTheReadersPlace()
    {
        Assert.SkipUnless(Chromium.Missing is null, Chromium.Missing ?? "");
        await using var host = await DeskHost.StartAsync(["--Stepwell:Traces:MaxPerSecond=1000000", "--Logging:LogLevel:Default=Warning"]);
        string? oldest = null;
        using (var first = await host.Http.GetAsync("/articles/TEA-01", TestContext.Current.CancellationToken)) oldest = first.Headers.GetValues("Stepwell-Trace-Id").Single();
        await Parallel.ForAsync(0, 9990, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (_, end) => (await host.Http.GetAsync("/articles/TEA-01", end)).Dispose());
        await using var screen = await desk.OpenAsync("traces?reads=1", host: host);
        // A schedule of the sample may have ticked meanwhile.
        await Assertions.Expect(screen.Page.GetByText(new Regex("^9,99[1-3] traces$"))).ToBeVisibleAsync();
        var list = screen.Page.Locator(".table-scroll.traces");

        // As long as all of them, before anybody scrolls.
        await screen.Page.WaitForFunctionAsync("() => document.querySelector('.table-scroll.traces').scrollHeight > 9990 * 36");
        await Frames.WatchAsync(screen.Page, ".traces tbody tr");
        // As with a wheel: some rows a frame, to the end of what was read and beyond.
        await list.EvaluateAsync("""
            async list => {
              for (let i = 0; i < 240; i++) { list.scrollTop += 240; await new Promise(requestAnimationFrame); }
            }
            """);
        Assert.InRange(await Frames.TellAsync(screen.Page, "10,000 traces, scrolled by 240 px a frame"), 10, 120);

        await list.EvaluateAsync("e => e.scrollTo({ top: e.scrollHeight })");
        await Assertions.Expect(Link(screen, oldest)).ToBeVisibleAsync();
        Assert.InRange(await screen.Page.Locator(".traces tbody tr").CountAsync(), 10, 120);

        await list.EvaluateAsync("e => e.scrollTo({ top: e.scrollHeight / 2 })");
        await Assertions.Expect(screen.Page.Locator(".traces tr.placeholder")).ToHaveCountAsync(0);
        var place = await InSightAsync(screen);
        await host.OrderAsync();
        await host.OrderAsync();
        var newer = screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^[2-4] new$") });
        await newer.WaitForAsync();
        Assert.Equal(place, await InSightAsync(screen));

        await newer.ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".traces tbody").GetByText("POST /orders")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Traces_FilteredWhileScrolledDown_BeginAtTheirTopAndNeverSayThatNoneMatches()
    {
        await using var screen = await desk.OpenAsync("traces?reads=1");
        for (var i = 0; i < 60; i++) (await desk.Host.Http.GetAsync("/articles/TEA-01", TestContext.Current.CancellationToken)).Dispose();
        var list = screen.Page.Locator(".table-scroll.traces");
        await screen.Page.WaitForFunctionAsync("() => document.querySelector('.table-scroll.traces')?.scrollHeight > 60 * 36");
        await list.EvaluateAsync("e => e.scrollTo({ top: 1000 })");
        await Assertions.Expect(screen.Page.Locator(".traces tr.placeholder")).ToHaveCountAsync(0);
        await screen.Page.EvaluateAsync("""
            () => {
              window.seen = [];
              new MutationObserver(() => { if (document.body.innerText.includes('No trace matches')) window.seen.push('none'); }).observe(document.body, { childList: true, subtree: true });
            }
            """);

        foreach (var status in new[] { "Ok", "All", "Ok" })
        {
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = status, Exact = true }).ClickAsync();
            await screen.AtAsync(status == "Ok" ? "**status=ok*" : "**/traces?reads=1");
            await Assertions.Expect(screen.Page.Locator(".traces tbody a").First).ToBeVisibleAsync();
        }

        Assert.Equal(0, await list.EvaluateAsync<int>("e => e.scrollTop"));
        Assert.Empty(await screen.Page.EvaluateAsync<string[]>("() => window.seen"));
    }

    [Fact]
    public async Task Traces_ByKeyboard_AreWalkedAndOpened()
    {
        await using var screen = await desk.OpenAsync("traces?step=PlaceOrder");
        var older = await desk.Host.OrderAsync();
        var newer = await desk.Host.OrderAsync();
        await Assertions.Expect(Link(screen, newer)).ToBeVisibleAsync();
        await Link(screen, newer).FocusAsync();

        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Link(screen, older)).ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync("Enter");

        await screen.AtAsync("**/traces/" + older);
    }

    private static StringContent Json(string text) => new(JsonNode.Parse(text)!.ToJsonString(), System.Text.Encoding.UTF8, "application/json");

    private static ILocator Link(Screen screen, string trace) => screen.Page.Locator($".traces a[href='traces/{trace}']");

    /// <summary>The trace in the middle of the list's window, and how far it is from the top, as soon as it is drawn.</summary>
    private static async Task<string?> InSightAsync(Screen screen) => await (await screen.Page.WaitForFunctionAsync("""
        () => {
          const list = document.querySelector('.table-scroll.traces'), box = list.getBoundingClientRect();
          const row = document.elementFromPoint(box.left + 200, box.top + box.height / 2).closest('tr');
          const link = row?.querySelector('a');
          return link && link.href + ' ' + Math.round(row.getBoundingClientRect().top);
        }
        """)).JsonValueAsync<string>();
}
