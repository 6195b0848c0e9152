using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>More lines than anybody can read.</summary>
public sealed partial class LogFloodTests(AppDesk desk) : IClassFixture<AppDesk>
{
    [Fact]
    public async Task Logs_TwoThousandLinesASecond_LeaveThePageUsable()
    {
        await using var host = await desk.StartAsync();
        await using var screen = await desk.OpenAsync("logs?step=Talk&text=Said", host: host);
        // It talks for as long as this looks.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var talk = TalkAsync(host, 2000, 600, end.Token);
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

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => talk);
        await Expect(Lines(screen).Last).ToContainTextAsync("Said no more");
        Assert.InRange(await Frames.TellAsync(screen.Page, "2,000 lines of log a second"), 1, 150);
    }

    [Theory]
    [InlineData(3_000, "3,000 new lines ↓")]
    // More than the host keeps: how many there were cannot be told.
    [InlineData(15_000, "+ new lines ↓")]
    public async Task Logs_Paused_CountEveryLineThatComes(int lines, string told)
    {
        await using var host = await desk.StartAsync();
        await using var screen = await desk.OpenAsync("logs?step=Talk&text=Said", host: host);
        await TalkAsync(host, 50, 1, TestContext.Current.CancellationToken);
        await Expect(Lines(screen).Last).ToContainTextAsync("Said 49");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(screen.Page.GetByText("Paused")).ToBeVisibleAsync();

        Assert.Equal(lines, await TalkAsync(host, lines, 1, TestContext.Current.CancellationToken));

        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = told })).ToBeVisibleAsync();
        await Expect(Lines(screen).Last).ToContainTextAsync("Said 49");
    }

    private static async Task<int> TalkAsync(DeskHost host, int perSecond, int seconds, CancellationToken cancellation)
    {
        var answer = await host.Http.PostAsync(string.Create(CultureInfo.InvariantCulture, $"/talk?perSecond={perSecond}&seconds={seconds}"), null, cancellation);
        return await answer.Content.ReadFromJsonAsync<int>(cancellation);
    }

    private static ILocator Lines(Screen screen) => screen.Page.Locator("[data-line]");

    [GeneratedRegex("new lines? ↓")]
    private static partial Regex NewLines();
}
