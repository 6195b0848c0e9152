using Stepwell.Local.Traces;
using Stepwell.Workbench.Pages.Traces;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

public sealed class LogLinesTests
{
    [Fact]
    public async Task Lines_OneFarDownIsWanted_AreShownAsFarAsThatOne()
    {
        var lines = Enumerable.Range(0, 1700).Select(i => new LogLine(DateTimeOffset.UnixEpoch.AddSeconds(i), "Information", "c", "m" + i, null, null, null, null)).ToList();
        var span = PlayedTraces.Span("ok") with { Logs = lines };
        var view = TraceView.Of(new TraceDetail(PlayedTraces.Trace(1, "t"), [span]), reads: false, DateTimeOffset.UnixEpoch);
        await using var stage = new LiveStage(new PlayedFeed().Host);
        var html = await stage.DrawAsync<LogLines>(new()
        {
            [nameof(LogLines.View)] = view,
            [nameof(LogLines.Lines)] = view.Logs,
            [nameof(LogLines.Numbered)] = true,
            [nameof(LogLines.Wanted)] = lines[1234],
        });

        Assert.Contains("id=\"log-1234\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"log-1500\"", html, StringComparison.Ordinal);
    }
}
