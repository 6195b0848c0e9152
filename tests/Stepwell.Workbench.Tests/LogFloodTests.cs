using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>More lines than anybody can read.</summary>
public sealed partial class LogFloodTests(Desk desk) : IClassFixture<Desk>, IAsyncLifetime
{
    private DeskHost? host;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is null) host = await DeskHost.StartAsync(app: Places.WorkbenchApp);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    [Fact]
    public async Task Logs_TwoThousandLinesASecond_LeaveThePageUsable()
    {
        await using var screen = await desk.OpenAsync("logs?step=Talk&text=Said", host: host);
        var talk = TalkAsync(2000, 8);
        await Expect(Lines(screen).First).ToBeVisibleAsync();
        await Frames.WatchAsync(screen.Page, "[data-line]");

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(screen.Page.GetByText("Paused")).ToBeVisibleAsync();
        var held = await Lines(screen).Last.InnerTextAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = NewLines() })).ToBeVisibleAsync();
        Assert.Equal(held, await Lines(screen).Last.InnerTextAsync());
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(screen.Page.GetByText("following")).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Errors", Exact = true }).ClickAsync();
        await Expect(screen.Page.GetByText("No line matches")).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "All", Exact = true }).ClickAsync();

        Assert.Equal(16_000, await talk);
        await Expect(Lines(screen).Last).ToContainTextAsync("Said 15999");
        Assert.InRange(await Frames.TellAsync(screen.Page, "2,000 lines of log a second"), 1, 150);
    }

    [Theory]
    [InlineData(3_000, "3,000 new lines ↓")]
    // More than the host keeps: how many there were cannot be told.
    [InlineData(15_000, "+ new lines ↓")]
    public async Task Logs_Paused_CountEveryLineThatComes(int lines, string told)
    {
        await using var screen = await desk.OpenAsync("logs?step=Talk&text=Said", host: host);
        await TalkAsync(50, 1);
        await Expect(Lines(screen).Last).ToContainTextAsync("Said 49");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(screen.Page.GetByText("Paused")).ToBeVisibleAsync();

        Assert.Equal(lines, await TalkAsync(lines, 1));

        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = told })).ToBeVisibleAsync();
        await Expect(Lines(screen).Last).ToContainTextAsync("Said 49");
    }

    private async Task<int> TalkAsync(int perSecond, int seconds)
    {
        var answer = await host!.Http.PostAsync(string.Create(CultureInfo.InvariantCulture, $"/talk?perSecond={perSecond}&seconds={seconds}"), null, TestContext.Current.CancellationToken);
        return await answer.Content.ReadFromJsonAsync<int>(TestContext.Current.CancellationToken);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static ILocator Lines(Screen screen) => screen.Page.Locator("[data-line]");

    [GeneratedRegex("new lines? ↓")]
    private static partial Regex NewLines();
}
