using Stepwell;

namespace WorkbenchApp;

/// <summary>What the sample has no step for: a page of its own at <c>/</c>, files and bytes, a step that recovers, many lines of log.</summary>
public sealed class App : IStepApp
{
    public static void Configure(IHostApplicationBuilder builder) { }
}
