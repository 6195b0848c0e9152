using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Local.Tests.Introspection;
using Stepwell.Local.Tests.Steps;

namespace Stepwell.Local.Tests.Traces;

/// <summary>The history after a restart.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly HistoryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Trace_ThatGoesOnAfterARestart_HasEachSpanOnce()
    {
        var trace = await folder.LeaveAsync();
        await using var desk = await Desk.StartInAsync(folder.Path);
        for (var looks = 1; looks <= 4; looks++)
        {
            await HistoryFolder.LookAsync(desk, trace);
            await folder.OnDiskAsync(trace, spans => spans.Count(s => s.Read) >= looks);
        }

        var spans = (await desk.GetAsync($"traces/{trace}"))["spans"]!.AsArray().Select(s => (string)s!["spanId"]!).ToList();

        Assert.Equal(spans.Distinct(), spans);
        Assert.Equal(7, spans.Count);
        Assert.Equal(spans, (await folder.OnDiskAsync(trace, _ => true)).Select(s => s.SpanId));
    }

    [Fact(Timeout = 60_000)]
    public async Task Trace_WithALongAttemptAfterARestart_RunsNoLongerThanIt()
    {
        var trace = await folder.LeaveAsync();
        await using var desk = await Desk.StartInAsync(folder.Path);
        var gate = desk.App.Web.Services.GetRequiredService<Gate>();
        await desk.SendAsync("POST", "events", $$"""{"topic":"desk.slow","data":{"name":"a"},"traceId":"{{trace}}"}""");
        await gate.Entered.Task;
        await folder.OnDiskAsync(trace, spans => spans.Any(s => s.Status == "running"));
        gate.Open.SetResult();
        await desk.QuietAsync(trace);

        var detail = await desk.GetAsync($"traces/{trace}");

        Assert.Equal("ok", (string?)detail["summary"]!["status"]);
        Assert.Equal("ok", (string?)Assert.Single(detail["spans"]!.AsArray(), s => (string?)s!["step"] == "Crawl")!["status"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Trace_ThatGoesOnAfterARestart_GivesItsMemoryBack()
    {
        var trace = await folder.LeaveAsync();
        await using var desk = await Desk.StartInAsync(folder.Path, b => b.Configuration["Stepwell:Traces:MaxBytes"] = "1048576");
        await HistoryFolder.LookAsync(desk, trace);
        await folder.OnDiskAsync(trace, spans => spans.Any(s => s.Read));
        string last;
        do
        {
            // What is newer takes the memory.
            last = await desk.OrderAsync(new string('x', 20_000));
            await folder.OnDiskAsync(last, spans => spans.Count == 3);
        }
        while (desk.App.History.InputOf(trace, await LookOfAsync()) is not null);

        Assert.Equal(0, desk.App.History.State.ShedTraces);
        Assert.Equal(4, (await desk.GetAsync($"traces/{trace}"))["spans"]!.AsArray().Count);

        async Task<string> LookOfAsync() => (await folder.OnDiskAsync(trace, _ => true)).Single(s => s.Read).SpanId;
    }
    [Fact(Timeout = 60_000)]
    public async Task Trace_OnDisk_IsNotGivenUpForWantOfMemory()
    {
        var trace = await folder.LeaveAsync();
        await using var desk = await Desk.StartInAsync(folder.Path, b => b.Configuration["Stepwell:Traces:MaxBytes"] = "1048576");
        await desk.GetAsync($"traces/{trace}");
        using (folder.Hold())
        {
            // What cannot be written now takes memory.
            while (desk.App.History.State.ShedTraces == 0)
            {
                using var noted = await desk.Http.PostAsJsonAsync("/notes", new LongNote(new string('x', 100_000), ""), TestContext.Current.CancellationToken);
                noted.EnsureSuccessStatusCode();
                await desk.App.History.CaughtUpAsync();
            }
        }
        Assert.Equal(3, (await desk.GetAsync($"traces/{trace}"))["spans"]!.AsArray().Count);
    }
}
