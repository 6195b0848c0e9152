namespace Stepwell.Workbench.Tests.Kit;

/// <summary>What a page says to people who do not see it, or not well: names, roles, labels, structure, and the contrast of what is really drawn.</summary>
internal static class Accessibility
{
    private static readonly Lazy<string> Script = new(() =>
    {
        using var stream = typeof(Accessibility).Assembly.GetManifestResourceStream("accessibility.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>What is wrong, one line each.</summary>
    internal static Task<string[]> ProblemsAsync(IPage page) => page.EvaluateAsync<string[]>(Script.Value);
}
