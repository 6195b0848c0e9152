using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Stepwell.Running;

namespace Stepwell.Local.Tests.Introspection;

/// <summary>JSON that parses, but whose text nobody can read: half a character, or bytes that are none.</summary>
public sealed class BrokenTextTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/remarks", """{"text":"\ud800"}""")]
    [InlineData("/remarks", """{"text":"a","more":{"\udc00":1}}""")]
    [InlineData("/remarks", """{"\ud800":1}""")]
    public async Task Trace_OfARequestWithHalfACharacter_ShowsItAsText(string path, string body)
    {
        await using var desk = await Desk.StartAsync();
        var trace = await PostAsync(desk, path, Encoding.UTF8.GetBytes(body), HttpStatusCode.BadRequest);

        var input = (await desk.GetAsync($"traces/{trace}"))["spans"]![0]!["input"]!;

        Assert.Equal((null, body), (input["json"], (string?)input["text"]));
        Assert.Single((await desk.GetAsync("traces"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"item":"\ud800","card":"4711"}""")]
    [InlineData("""{"\ud800":"4711"}""")]
    public async Task Trace_OfARequestWithHalfACharacter_StaysMasked(string body)
    {
        await using var desk = await Desk.StartAsync();
        var trace = await PostAsync(desk, "/orders", Encoding.UTF8.GetBytes(body), HttpStatusCode.BadRequest);
        Assert.DoesNotContain("4711", (await desk.GetAsync($"traces/{trace}")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_OfARequestWithBytesThatAreNoText_IsShown()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await PostAsync(desk, "/remarks", [.. "{\"text\":\""u8, 0xff, .. "\"}"u8], HttpStatusCode.BadRequest);
        Assert.Equal("{\"text\":\"\ufffd\"}", (string?)(await desk.GetAsync($"traces/{trace}"))["spans"]![0]!["input"]!["text"]);
    }

    [Theory]
    [InlineData("PUT", "state/g?key=k", """{"a":"\ud800"}""")]
    [InlineData("PUT", "state/g?key=k", """{"\ud800":1}""")]
    [InlineData("POST", "events", """{"topic":"desk.bulk","data":{"number":1,"more":"\ud800"}}""")]
    [InlineData("POST", "events", """{"topic":"desk.bulk","data":{"number":1,"\ud800":1}}""")]
    public async Task Order_WithHalfACharacter_IsRefusedWithWhy(string method, string path, string body)
    {
        await using var desk = await Desk.StartAsync();
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "not valid Unicode", method, path, body);
    }

    [Fact]
    public async Task State_ThatIsStoredWithHalfACharacter_IsShownAsText()
    {
        await using var desk = await Desk.StartAsync();
        await desk.SendAsync("PUT", "state/g?key=k", "1");
        await desk.App.Store.Writer.AddAsync(db => db["""UPDATE state SET json = CAST('{"a":"\ud800"}' AS BLOB)"""].Run());
        Assert.Equal("""{"a":"\ud800"}""", (string?)(await desk.GetAsync("state/g?key=k"))["value"]!["text"]);
    }

    [Fact]
    public async Task History_WithSuchATrace_IsKeptForTheNextStart()
    {
        var folder = Directory.CreateTempSubdirectory("stepwell");
        try
        {
            string before, broken, deep;
            await using (var desk = await Desk.StartInAsync(folder.FullName))
            {
                before = await desk.OrderAsync("book");
                broken = await PostAsync(desk, "/remarks", """{"text":"\ud800"}"""u8.ToArray(), HttpStatusCode.BadRequest);
                deep = await PostAsync(desk, "/remarks", Encoding.UTF8.GetBytes($$"""{"text":"a","more":{{new string('[', 60)}}{{new string(']', 60)}}}"""), HttpStatusCode.NoContent);
            }
            await using var again = await Desk.StartInAsync(folder.FullName);
            foreach (var id in (string[])[before, broken, deep])
                Assert.Equal(id, (string?)(await again.EarlierAsync(id))["summary"]!["traceId"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> PostAsync(Desk desk, string path, byte[] body, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var answer = await desk.Http.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
        var trace = answer.Headers.GetValues(ApiRunner.TraceHeader).Single();
        await desk.QuietAsync(trace);
        return trace;
    }
}
