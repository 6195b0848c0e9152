using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Stepwell.Local.Tests.Introspection;

/// <summary>What is sensitive stays masked where no handler ever saw it, and where it is gone.</summary>
public sealed class MaskTests
{
    [Fact]
    public async Task Trace_OfABodyThatWasRefused_HasItMasked()
    {
        await using var desk = await Desk.StartAsync();
        using var body = new StringContent("""{"card":"4711-0815"}""", Encoding.UTF8, "application/json");
        using var answer = await desk.Http.PostAsync(new Uri("/orders", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        var input = Assert.Single((await SpansAsync(desk, answer)).AsArray())!["input"]!;

        Assert.NotNull(input["json"]!["card"]);
        Assert.DoesNotContain("4711", input.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_OfAKeyThatWasDeleted_HasWhatItWasMasked()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await desk.OrderAsync("book", "4711-0815");
        using var answer = await desk.Http.DeleteAsync(new Uri("/orders/" + trace, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();

        var spans = await SpansAsync(desk, answer);

        var change = Assert.Single(spans.AsArray().Single(s => (string?)s!["step"] == "Forget")!["changes"]!.AsArray())!;
        Assert.Equal("book", (string?)change["before"]!["json"]!["item"]);
        Assert.Null(change["after"]);
        Assert.DoesNotContain("4711", spans.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> SpansAsync(Desk desk, HttpResponseMessage answer)
    {
        await desk.App.History.CaughtUpAsync();
        return (await desk.GetAsync("traces/" + answer.Headers.GetValues(Running.ApiRunner.TraceHeader).Single()))["spans"]!;
    }
}
