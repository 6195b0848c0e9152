using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>That the check which all pages go through finds what it is there to find.</summary>
public sealed class AccessibilityTests(Browser browser)
{
    private const string Node = """
        <svg role="img" aria-label="Flow" width="200" height="100"><g class="flow-node" style="opacity:OPACITY"><path d="M0,0H200V100H0Z" fill="FILL" /><text x="20" y="50" fill="#333">Step</text></g></svg>
        """;

    [Theory]
    [InlineData("<div role='region'>Text</div>", "no name")]
    [InlineData("<div role='region' aria-label='Logs'>Text</div>", null)]
    [InlineData("<aside>Text</aside>", "no name")]
    [InlineData("<nav>Text</nav>", "no name")]
    [InlineData("<dialog open>Text</dialog>", "no name")]
    [InlineData("<div role='group'>Text</div>", "no name")]
    [InlineData("<button>Text</button>", null)]
    [InlineData("<div role='button' tabindex='0'>Text</div>", null)]
    [InlineData("<button></button>", "no name")]
    public Task Names_OfWhatIsAnnounced_AreTheirOwn(string html, string? problem) => CheckAsync(html, problem);

    [Theory]
    [InlineData("#eee", "1", null)]
    [InlineData("#444", "1", "contrast")]
    [InlineData("#eee", "0.5", "contrast")]
    public Task Contrast_OfTextInADrawing_IsThatWithItsShapeAsItIsSeen(string fill, string opacity, string? problem) =>
        CheckAsync(Node.Replace("FILL", fill, StringComparison.Ordinal).Replace("OPACITY", opacity, StringComparison.Ordinal), problem);

    [Theory]
    [InlineData("<div style='opacity:.5'><p style='color:#333'>Text</p></div>", "contrast")]
    [InlineData("<div style='background:#222'><p style='color:#333'>Text</p></div>", "contrast")]
    [InlineData("<div style='background:#222'><div style='background:#fff'><p style='color:#333'>Text</p></div></div>", null)]
    public Task Contrast_OfText_IsThatOfWhatIsSeen(string html, string? problem) => CheckAsync(html, problem);

    private async Task CheckAsync(string html, string? problem)
    {
        Assert.SkipUnless(browser.IsOpen, Chromium.Missing ?? "");
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions());
        var page = await context.NewPageAsync();
        await page.SetContentAsync($"<!DOCTYPE html><html lang='en'><title>T</title><body style='background:#fff;color:#000'><main><h1>Page</h1>{html}</main></body></html>");
        var problems = await Accessibility.ProblemsAsync(page);
        if (problem is null) Assert.Empty(problems);
        else Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
    }
}
