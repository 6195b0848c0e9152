using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>A browser window with a page of the Workbench. What goes wrong in it, scripts that fail or are forbidden, fails the test.</summary>
public sealed class Screen : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> troubles = new();

    internal Screen(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => troubles.Enqueue("script: " + error);
        page.Console += (_, line) =>
        {
            // A lost connection is told there too, and some tests cut it.
            if (line.Type == "error" && (line.Text.Contains("Content Security Policy", StringComparison.Ordinal) || line.Text.Contains("circuit", StringComparison.OrdinalIgnoreCase))) troubles.Enqueue("console: " + line.Text);
        };
        page.Request += (_, request) => Requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Every address that the page asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Waits until the page is connected and has drawn itself.</summary>
    public async Task LiveAsync()
    {
        await Page.Locator("html[data-connection=live]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await Page.Locator("main h1").WaitForAsync();
        await Assertions.Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Waits until the page has an address; it may have it already. (Page.WaitForURLAsync misses a change that comes just as it begins to wait.)</summary>
    /// <param name="address">The whole address; a star stands for anything.</param>
    public Task AtAsync(string address) => Assertions.Expect(Page).ToHaveURLAsync(new Regex("^" + Regex.Escape(address).Replace("\\*", ".*", StringComparison.Ordinal) + "$"));

    /// <summary>Keeps a picture of the page, for people to look at.</summary>
    public async Task PictureAsync(string name, bool whole = true)
    {
        // On a whole page, what sticks to the top of the window would be in its middle.
        if (whole) await Page.EvaluateAsync("() => scrollTo(0, 0)");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Places.Artifacts, name + ".png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>True where the page is wider than its window.</summary>
    public Task<bool> OverflowsAsync() => Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.True(troubles.IsEmpty, string.Join("\n", troubles));
    }
}
