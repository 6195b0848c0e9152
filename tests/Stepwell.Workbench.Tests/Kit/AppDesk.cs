namespace Stepwell.Workbench.Tests.Kit;

/// <summary>The app of these tests, for what the sample has no step for.</summary>
/// <param name="browser">The browser.</param>
public sealed class AppDesk(Browser browser) : Desk(browser, Places.WorkbenchApp);
