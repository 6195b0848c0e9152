using Stepwell.Workbench.Tests.Kit;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>One browser for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>False where there is none.</summary>
    public bool IsOpen => browser is not null;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is { } missing)
        {
            if (Chromium.IsRequired) throw new InvalidOperationException(missing);
            return;
        }
        // What is waited for comes soon, but on a machine that does much else at the same time it may come late.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
    }

    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => browser!.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
