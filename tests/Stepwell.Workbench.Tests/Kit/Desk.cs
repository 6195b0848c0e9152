namespace Stepwell.Workbench.Tests.Kit;

/// <summary>One sample for the tests of a class, so that no other class's orders come in between. Each test has pages, and so cookies and storage, of its own.</summary>
public class Desk : IAsyncLifetime
{
    private readonly Browser browser;
    private readonly string app;
    private DeskHost? host;

    /// <summary>Serves the sample.</summary>
    /// <param name="browser">The browser.</param>
    public Desk(Browser browser)
        : this(browser, Places.OrderDesk)
    {
    }

    /// <summary>Serves another app.</summary>
    protected Desk(Browser browser, string app) => (this.browser, this.app) = (browser, app);

    /// <summary>The app that runs; skips the test where there is no browser to look at it.</summary>
    public DeskHost Host
    {
        get
        {
            SkipWithoutBrowser();
            return host!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (browser.IsOpen) host = await DeskHost.StartAsync(app: app);
    }

    /// <summary>Starts the app once more, for one test alone; skips the test where there is no browser.</summary>
    /// <param name="arguments">More of its command line.</param>
    /// <param name="data">Its data directory; null for one of its own.</param>
    /// <param name="port">Its port; 0 for a free one.</param>
    public Task<DeskHost> StartAsync(IEnumerable<string>? arguments = null, string? data = null, int port = 0)
    {
        SkipWithoutBrowser();
        return DeskHost.StartAsync(arguments, data, port, app);
    }

    /// <summary>Opens a page of the Workbench and waits until it is live; skips the test where there is no browser.</summary>
    /// <param name="path">Relative to the Workbench's base.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="dark">True for a system that is set to dark.</param>
    /// <param name="host">The host; null for the one of the class.</param>
    public async Task<Screen> OpenAsync(string path = "", int width = 1280, bool dark = false, DeskHost? host = null)
    {
        host ??= Host;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 860 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            BaseURL = host.Address + "/_stepwell/",
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(60_000);
        var screen = new Screen(context, await context.NewPageAsync());
        await screen.Page.GotoAsync(host.Address + "/_stepwell/" + path);
        await screen.LiveAsync();
        return screen;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static void SkipWithoutBrowser() => Assert.SkipUnless(Chromium.Missing is null, Chromium.Missing ?? "");
}
