using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>A step that fails twice and then succeeds.</summary>
public sealed class RetryTests(AppDesk desk) : IClassFixture<AppDesk>
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task Trace_AStepRecovers_ShowsEachAttemptWithItsWaitItsLogsAndItsDiscardedEffects(int width, bool dark)
    {
        var answer = await desk.Host.Http.PostAsJsonAsync("/tries", new { failures = 2 }, TestContext.Current.CancellationToken);
        var trace = (await answer.Content.ReadFromJsonAsync<string>(TestContext.Current.CancellationToken))!;
        await using var screen = await desk.OpenAsync("traces/" + trace, width, dark);

        var rows = screen.Page.Locator(".wf-row", new() { Has = screen.Page.Locator(".wf-name").GetByText("Recover", new() { Exact = true }) });
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(screen.Page.Locator(".trace-facts")).ToContainTextAsync("ok");
        await Expect(rows.Nth(0).Locator(".mark")).ToHaveTextAsync(Attempt(1));
        await Expect(rows.Nth(1).Locator(".mark")).ToHaveTextAsync(Attempt(2));
        await Expect(rows.Nth(2).Locator(".mark")).ToHaveTextAsync(Attempt(3));
        // What it waited for its repetition is apart from its work: before it.
        foreach (var row in (int[])[1, 2])
        {
            var (wait, work) = ((await rows.Nth(row).Locator(".wf-bar-wait").BoundingBoxAsync())!, (await rows.Nth(row).Locator(".wf-bar").BoundingBoxAsync())!);
            Assert.True(wait.Width > 0);
            Assert.Equal(wait.X + wait.Width, work.X, 1.5f);
        }
        await screen.PictureAsync($"retries-{width}-{(dark ? "dark" : "light")}");
        Assert.False(await screen.OverflowsAsync());
        Assert.Empty(await Accessibility.ProblemsAsync(screen.Page));

        var panel = screen.Page.GetByRole(AriaRole.Complementary, new() { Name = "Recover" });
        foreach (var attempt in (int[])[1, 2, 3])
        {
            await rows.Nth(attempt - 1).ClickAsync();
            await Expect(panel).ToContainTextAsync($"{attempt} of 4");
            await Expect(panel).ToContainTextAsync($"Try {attempt} of the recovery");
            await Expect(panel).Not.ToContainTextAsync($"Try {attempt % 3 + 1} of the recovery");
            var effects = panel.GetByRole(AriaRole.Heading, new() { Name = "Staged, but never came to be" });
            if (attempt < 3)
            {
                await Expect(panel.Locator(".stack")).ToContainTextAsync($"Try {attempt} came to nothing.");
                await Expect(effects).ToBeVisibleAsync();
                await Expect(panel.Locator(".lost")).ToContainTextAsync("try.done");
                await Expect(panel.Locator(".lost")).ToContainTextAsync("tries");
            }
            else
            {
                await Expect(panel.Locator(".stack")).ToHaveCountAsync(0);
                await Expect(effects).ToHaveCountAsync(0);
            }
            if (attempt == 2) await screen.PictureAsync($"retry-{width}-{(dark ? "dark" : "light")}", whole: false);
            await panel.GetByRole(AriaRole.Button, new() { Name = "Close the panel" }).ClickAsync();
            await Expect(panel).ToHaveCountAsync(0);
        }
        // What the discarded attempts emitted was never sent.
        await Expect(screen.Page.Locator(".wf-row", new() { HasText = "NoteTry" })).ToHaveCountAsync(1);
    }

    private static Regex Attempt(int number) => new($"{number}/4");
}
