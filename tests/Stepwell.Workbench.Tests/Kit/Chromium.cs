namespace Stepwell.Workbench.Tests.Kit;

/// <summary>The browser of this machine.</summary>
internal static class Chromium
{
    // A browser of a test machine: as root there is no sandbox, and it must not ask the network for anything of its own.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    internal static string Path => Environment.GetEnvironmentVariable("STEPWELL_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    /// <summary>Why browser tests cannot run here; null where they can.</summary>
    internal static string? Missing => File.Exists(Path) ? null : $"There is no Chromium at {Path}. Install it (Debian: chromium), or name it by STEPWELL_CHROMIUM.";

    /// <summary>True where a missing browser is a failure, as in CI.</summary>
    internal static bool IsRequired => Environment.GetEnvironmentVariable("STEPWELL_REQUIRE_CHROMIUM") == "1";

    internal static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Arguments, Headless = true });
}
