using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Stepwell.Local.Traces;
using Stepwell.Testing;
using Stepwell.Workbench.Components;
using Stepwell.Workbench.Pages.Traces.Compare;

namespace Stepwell.Workbench.Tests;

/// <summary>Pages are English whatever the machine speaks.</summary>
public sealed class CultureTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Age_OnAMachineOfAnotherCulture_WritesTimesAsEverywhere() =>
        Assert.Contains($"title=\"{At.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture)}\"".Replace("+", "&#x2B;", StringComparison.Ordinal),
            await RenderAsync<Age>(new() { [nameof(Age.At)] = At }), StringComparison.Ordinal);

    [Fact]
    public async Task TracePicker_OnAMachineOfAnotherCulture_WritesTimesAsEverywhere()
    {
        var cause = new TraceSummary { TraceId = "a", Cause = "GET /", Kind = "api", Flow = "f", Flows = ["f"], Status = "ok", StartedAt = At, DurationMs = 1, Steps = ["S"], Spans = 1, WithoutEffects = false };
        Assert.Contains(At.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " with",
            await RenderAsync<TracePicker>(new() { [nameof(TracePicker.First)] = "a", [nameof(TracePicker.Cause)] = cause }), StringComparison.Ordinal);
    }

    private static async Task<string> RenderAsync<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.DateTimeFormat.TimeSeparator = ".";
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(new VirtualTime(At)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            CultureInfo.CurrentCulture = other;
            return (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString();
        });
    }
}
