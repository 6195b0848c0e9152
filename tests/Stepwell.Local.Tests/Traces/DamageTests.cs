using System.Net;
using System.Text.Json.Nodes;
using Stepwell.Local.Tests.Introspection;

namespace Stepwell.Local.Tests.Traces;

/// <summary>A history that is damaged: no reason to lose more of it than the damaged part, or to keep a host from starting.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly HistoryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Trace_WhoseSpansAreDamaged_HoldsUpNoOthers()
    {
        var (damaged, whole) = (await folder.LeaveAsync(), await folder.LeaveAsync());
        folder.Change($"UPDATE traces SET spans = CAST('{{' AS BLOB) WHERE id = '{damaged}'");
        await using var desk = await Desk.StartInAsync(folder.Path);

        Assert.Equal(HttpStatusCode.NotFound, (await desk.SendAsync("GET", $"traces/{damaged}")).Status);
        Assert.Equal(3, (await desk.GetAsync($"traces/{whole}"))["spans"]!.AsArray().Count);
        await HistoryFolder.LookAsync(desk, whole);
        await folder.OnDiskAsync(whole, spans => spans.Count == 4);
        await HistoryFolder.LookAsync(desk, damaged);
        Assert.Single((await desk.GetAsync($"traces/{damaged}"))["spans"]!.AsArray());
    }

    [Fact(Timeout = 60_000)]
    public async Task Trace_WhoseSummaryIsDamaged_IsLeftOutAloneAndToldOf()
    {
        var (damaged, whole) = (await folder.LeaveAsync(), await folder.LeaveAsync());
        folder.Change($"UPDATE traces SET summary = CAST('{{' AS BLOB) WHERE id = '{damaged}'");
        await using var desk = await Desk.StartInAsync(folder.Path);

        Assert.Equal([whole], await IdsAsync(desk));
        Assert.Single(await WarningsAsync(desk));
        Assert.True(folder.IsAtRest());
    }

    [Fact(Timeout = 60_000)]
    public async Task Host_WithAFileThatIsNoHistory_MovesItAsideAndTells()
    {
        File.WriteAllText(folder.File, string.Concat(Enumerable.Repeat("This is no database. ", 500)));
        string trace;
        await using (var desk = await Desk.StartInAsync(folder.Path))
        {
            trace = await desk.OrderAsync("book");
            await folder.SetAsideAsync();
            await folder.OnDiskAsync(trace, spans => spans.Count == 3);
            var told = Assert.Single(await WarningsAsync(desk));
            Assert.Contains("traces.damaged.db", (string?)told!["message"], StringComparison.Ordinal);
        }
        Assert.StartsWith("This is no database. ", await File.ReadAllTextAsync(folder.Aside, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using var again = await Desk.StartInAsync(folder.Path);
        Assert.Equal([trace], await IdsAsync(again));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("traces")]
    [InlineData("traces_started")]
    [InlineData("sqlite_autoindex_traces_1")]
    public async Task Host_WithAHistoryThatIsDamagedWithin_BeginsAnother(string part)
    {
        await folder.LeaveAsync();
        folder.Spoil(part);
        await using var desk = await Desk.StartInAsync(folder.Path);
        var trace = await desk.OrderAsync("book");

        await folder.SetAsideAsync();
        await folder.OnDiskAsync(trace, spans => spans.Count == 3);

        Assert.Equal([trace], await IdsAsync(desk));
        Assert.Single(await WarningsAsync(desk));
    }

    private static async Task<IEnumerable<string>> IdsAsync(Desk desk) => (await desk.GetAsync("traces"))["items"]!.AsArray().Select(t => (string)t!["traceId"]!);

    private static async Task<IEnumerable<JsonNode?>> WarningsAsync(Desk desk) =>
        (await desk.GetAsync("logs?level=Warning"))["lines"]!.AsArray().Where(l => (string?)l!["category"] == "Stepwell.Local.Traces.TraceHistory");
}
