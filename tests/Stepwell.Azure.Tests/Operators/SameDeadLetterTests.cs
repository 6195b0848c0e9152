using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Storage;
using static Stepwell.Azure.Tests.Operators.TwoHosts;

namespace Stepwell.Azure.Tests.Operators;

/// <summary>Dead letters by hand are the same on Functions as on the local host.</summary>
public sealed class SameDeadLetterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_OfBoth_IsFilteredPagedCountedAndMasked()
    {
        await using var both = await TwoHosts.StartAsync();
        for (var i = 1; i <= 5; i++) await both.BuryAsync(i, trace: i == 3 ? Id(99) : Trace);
        var page = await both.AskAsync(200, "GET", "dead-letters?count=2");
        Assert.Equal((Id(4), 5), ((string?)page["next"], (int)page["total"]!));
        Assert.Equal("""{"name":"book","card":"***","number":1}""", page["items"]![0]!["data"]!["json"]!.ToJsonString());
        await both.AskAsync(200, "GET", $"dead-letters?count=3&before={page["next"]}");
        Assert.Single((await both.AskAsync(200, "GET", $"dead-letters?handler=OnConfided&trace={Id(99)}"))["items"]!.AsArray());
        Assert.Empty((await both.AskAsync(200, "GET", "dead-letters?handler=Nobody"))["items"]!.AsArray());
        await both.AskAsync(200, "GET", "dead-letters/" + Id(2));
        await both.AskAsync(204, "DELETE", "dead-letters/" + Id(4));
        await both.RefusedAsync(400, "is gone", "GET", $"dead-letters?before={page["next"]}");
    }

    [Fact]
    public async Task Counts_OfBoth_AreByHandler()
    {
        await using var both = await TwoHosts.StartAsync();
        Assert.Equal("""{"total":0,"atLeast":false,"handlers":[]}""", (await both.AskAsync(200, "GET", "dead-letters/counts")).ToJsonString());
        for (var i = 1; i <= 3; i++) await both.BuryAsync(i, handler: i == 2 ? "Gone" : "OnConfided");
        Assert.Equal("""[{"handler":"Gone","count":1},{"handler":"OnConfided","count":2}]""", (await both.AskAsync(200, "GET", "dead-letters/counts"))["handlers"]!.ToJsonString());
    }

    [Fact]
    public async Task Search_ForAText_FindsWhatIsShownAndNothingThatIsMasked()
    {
        await using var both = await TwoHosts.StartAsync();
        for (var i = 1; i <= 4; i++) await both.BuryAsync(i, i == 2 ? "Bücher" : "pen");
        Assert.Equal(Id(2), (string?)Assert.Single((await both.AskAsync(200, "GET", "dead-letters?text=b%C3%BCCHER"))["items"]!.AsArray())!["id"]);
        Assert.Equal(Id(3), (string?)Assert.Single((await both.AskAsync(200, "GET", "dead-letters?text=reason+3"))["items"]!.AsArray())!["id"]);
        Assert.Empty((await both.AskAsync(200, "GET", "dead-letters?text=4711"))["items"]!.AsArray());
        var first = await both.AskAsync(200, "GET", "dead-letters?text=pen&count=2");
        Assert.Equal([Id(4), Id(3)], first["items"]!.AsArray().Select(l => (string?)l!["id"]));
        var second = await both.AskAsync(200, "GET", $"dead-letters?text=pen&count=2&before={first["next"]}");
        Assert.Equal((Id(1), null), ((string?)Assert.Single(second["items"]!.AsArray())!["id"], second["next"]));
    }

    [Fact]
    public async Task EditThenReplay_OfAMaskedLetter_SendsTheStoredSecret()
    {
        await using var both = await TwoHosts.StartAsync();
        await both.BuryAsync(1);
        var edited = await both.AskAsync(200, "PUT", "dead-letters/" + Id(1), """{"name":"pen","card":"***","number":2}""");
        Assert.Equal("***", (string?)edited["data"]!["json"]!["card"]);
        foreach (var admin in both.Admins)
            Assert.Equal("""{"name":"pen","card":"4711","number":2}"""u8.ToArray(), (await admin.ReadDeadLetterAsync(Id(1), Cancellation))!.Envelope.Data.ToArray());
        await both.AskAsync(202, "POST", $"dead-letters/{Id(1)}/replay");
        await both.Local.QuietAsync();
        await both.RefusedAsync(404, "replayed or discarded", "GET", "dead-letters/" + Id(1));
        var (topic, message) = Assert.Single(both.Functions.Sent.All);
        Assert.Equal("confided", topic);
        Assert.EndsWith(":OnConfided:r1", message.MessageId, StringComparison.Ordinal);
        Assert.Contains("4711", System.Text.Encoding.UTF8.GetString(message.Body.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "malformed")]
    [InlineData("""{"name":"a","card":"b","number":0}""", "number")]
    [InlineData("""{"name":"a"}""", "card")]
    [InlineData("null", "$")]
    [InlineData(null, "no body")]
    public async Task Edit_ThatDoesNotFit_IsRefusedAlikeAndChangesNothing(string? body, string words)
    {
        await using var both = await TwoHosts.StartAsync();
        await both.BuryAsync(1);
        var before = await both.AskAsync(200, "GET", "dead-letters/" + Id(1));
        await both.RefusedAsync(400, words, "PUT", "dead-letters/" + Id(1), body);
        Assert.Equal(before.ToJsonString(), (await both.AskAsync(200, "GET", "dead-letters/" + Id(1))).ToJsonString());
    }

    [Fact]
    public async Task Letter_OfAHandlerThatIsGone_IsMaskedWholeAndCanOnlyBeDiscarded()
    {
        await using var both = await TwoHosts.StartAsync();
        await both.BuryAsync(1, handler: "Gone", topic: "gone");
        var letter = await both.AskAsync(200, "GET", "dead-letters/" + Id(1));
        Assert.Equal((false, "***"), ((bool)letter["canReplay"]!, (string?)letter["data"]!["json"]));
        await both.RefusedAsync(409, "takes no events any more", "POST", $"dead-letters/{Id(1)}/replay");
        await both.RefusedAsync(409, "no longer part of the app", "PUT", "dead-letters/" + Id(1), "{}");
        await both.AskAsync(204, "DELETE", "dead-letters/" + Id(1));
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("discard")]
    public async Task Several_SomeUnknown_HaveAnOutcomeEach(string order)
    {
        await using var both = await TwoHosts.StartAsync();
        for (var i = 1; i <= 3; i++) await both.BuryAsync(i, handler: i == 3 ? "Gone" : "OnConfided");
        var outcomes = await both.AskAsync(200, "POST", "dead-letters/" + order, new JsonObject { ["ids"] = new JsonArray(Id(1), "none", Id(2), Id(3)) }.ToJsonString());
        Assert.Equal([true, false, true, order == "discard"], outcomes.AsArray().Select(o => (bool)o!["done"]!));
        await both.Local.QuietAsync();
        Assert.Equal(order == "discard" ? 0 : 1, (int)(await both.AskAsync(200, "GET", "dead-letters"))["total"]!);
        await both.RefusedAsync(400, "ids", "POST", "dead-letters/" + order, """{"ids":[]}""");
        await both.RefusedAsync(400, "ids", "POST", "dead-letters/" + order, "{}");
    }

    [Theory]
    [InlineData(404, "'none'", "GET", "dead-letters/none", null)]
    [InlineData(404, "'none'", "PUT", "dead-letters/none", "{}")]
    [InlineData(404, "'none'", "POST", "dead-letters/none/replay", null)]
    [InlineData(404, "'none'", "DELETE", "dead-letters/none", null)]
    [InlineData(400, "Give 1 to 1000.", "GET", "dead-letters?count=1001", null)]
    [InlineData(405, "it takes GET", "POST", "dead-letters", null)]
    [InlineData(405, "it takes DELETE, GET, POST, PUT", "PATCH", "dead-letters/replay", null)]
    [InlineData(405, "it takes DELETE, GET, PUT", "POST", "dead-letters/counts", null)]
    [InlineData(405, "it takes POST", "GET", "dead-letters/x/replay", null)]
    [InlineData(404, "There is no route", "GET", "dead-letters/x/y", null)]
    public async Task Request_ThatIsWrong_IsRefusedAlikeWithWhy(int status, string words, string method, string path, string? body)
    {
        await using var both = await TwoHosts.StartAsync();
        await both.RefusedAsync(status, words, method, path, body);
    }
}
