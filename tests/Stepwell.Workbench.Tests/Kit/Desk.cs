using Stepwell.Workbench.Tests.Kit;

[assembly: AssemblyFixture(typeof(Desk))]

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>One sample and one browser for all tests. Each test has pages, and so cookies and storage, of its own.</summary>
public sealed class Desk : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;
    private DeskHost? host;

    /// <summary>The sample that runs.</summary>
    public DeskHost Host => host ?? throw new InvalidOperationException("Open a page first.");

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is { } missing)
        {
            if (Chromium.IsRequired) throw new InvalidOperationException(missing);
            return;
        }
        host = await DeskHost.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
    }

    /// <summary>Opens a page of the Workbench and waits until it is live; skips the test where there is no browser.</summary>
    /// <param name="path">Relative to the Workbench's base.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="dark">True for a system that is set to dark.</param>
    /// <param name="host">The host; null for the one of all tests.</param>
    public async Task<Screen> OpenAsync(string path = "", int width = 1280, bool dark = false, DeskHost? host = null)
    {
        Assert.SkipUnless(Chromium.Missing is null, Chromium.Missing ?? "");
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 860 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            BaseURL = (host ?? Host).Address + "/_stepwell/",
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(15_000);
        var screen = new Screen(context, await context.NewPageAsync());
        await screen.Page.GotoAsync((host ?? Host).Address + "/_stepwell/" + path);
        await screen.LiveAsync();
        return screen;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (host is not null) await host.DisposeAsync();
    }
}
