namespace Stepwell.Workbench.Tests.Kit;

/// <summary>Notes how long each frame of a page took, and the most elements of a kind that were in it. Told, never asserted: it is the machine's as much as the page's.</summary>
internal static class Frames
{
    /// <summary>Begins to note.</summary>
    /// <param name="page">The page.</param>
    /// <param name="rows">What is counted.</param>
    internal static Task WatchAsync(IPage page, string rows) => page.EvaluateAsync("""
        rows => {
          const noted = window.noted = { ms: [], most: 0 };
          let last = performance.now();
          const note = now => {
            noted.ms.push(now - last);
            last = now;
            noted.most = Math.max(noted.most, document.querySelectorAll(rows).length);
            requestAnimationFrame(note);
          };
          requestAnimationFrame(note);
        }
        """, rows);

    /// <summary>The most rows at once since it began; what was noted goes to the test's output.</summary>
    internal static async Task<int> TellAsync(IPage page, string what)
    {
        var text = await page.EvaluateAsync<string>("""
            () => {
              const ms = [...noted.ms].sort((a, b) => a - b), at = part => ms[Math.min(ms.length - 1, Math.floor(ms.length * part))].toFixed(1), sum = ms.reduce((a, b) => a + b, 0);
              return `${ms.length} frames in ${(sum / 1000).toFixed(1)} s (${(ms.length * 1000 / sum).toFixed(0)} a second): p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms; at most ${noted.most} rows`;
            }
            """);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {text}");
        return await page.EvaluateAsync<int>("() => noted.most");
    }
}
