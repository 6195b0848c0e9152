using System.Net;
using System.Text.Json.Nodes;

namespace Stepwell.Local.Tests.Introspection;

public sealed class DeadLetterTests
{
    [Fact]
    public async Task List_AfterAFailure_ShowsTheLetterMasked()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await desk.OrderAsync("bad book");
        await desk.OrderAsync("bad pen");

        var page = await desk.GetAsync($"dead-letters?trace={trace}&handler=Check");

        var letter = Assert.Single(page["items"]!.AsArray())!;
        Assert.Equal(("Check", "desk.ordered", 1, 0), ((string)letter["handler"]!, (string)letter["topic"]!, (int)letter["attempts"]!, (int)letter["generation"]!));
        Assert.Contains("bad book is no good", (string?)letter["reason"], StringComparison.Ordinal);
        Assert.Equal("""{"item":"bad book","card":"***","quantity":1}""", letter["data"]!["json"]!.ToJsonString());
        Assert.True((bool)letter["canReplay"]!);
        Assert.Equal(letter.ToJsonString(), (await desk.GetAsync($"dead-letters/{letter["id"]}")).ToJsonString());
        Assert.Empty((await desk.GetAsync("dead-letters?handler=Nobody"))["items"]!.AsArray());
    }

    [Fact]
    public async Task List_Paged_GivesEachLetterOnceWhileNewOnesCome()
    {
        await using var desk = await Desk.StartAsync();
        for (var i = 0; i < 5; i++) await desk.OrderAsync($"bad {i}");

        var first = await desk.GetAsync("dead-letters?count=2");
        await desk.OrderAsync("bad new");
        var second = await desk.GetAsync($"dead-letters?count=2&before={first["next"]}");
        var third = await desk.GetAsync($"dead-letters?count=2&before={second["next"]}");

        Assert.Equal(["bad 4", "bad 3", "bad 2", "bad 1", "bad 0"], new[] { first, second, third }.SelectMany(p => p["items"]!.AsArray()).Select(l => (string?)l!["data"]!["json"]!["item"]));
        Assert.Null(third["next"]);
        await desk.SendAsync("DELETE", $"dead-letters/{first["next"]}");
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "is gone", "GET", $"dead-letters?before={first["next"]}");
    }

    [Fact]
    public async Task EditThenReplay_OfAMaskedLetter_HandlesItWithTheStoredSecret()
    {
        await using var desk = await Desk.StartAsync();
        var (trace, id) = await DieAsync(desk);

        var (status, edited) = await desk.SendAsync("PUT", $"dead-letters/{id}", """{"item":"good book","card":"***","quantity":2}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("***", (string?)edited!["data"]!["json"]!["card"]);
        Assert.Equal(HttpStatusCode.Accepted, (await desk.SendAsync("POST", $"dead-letters/{id}/replay")).Status);
        await desk.QuietAsync(trace);

        var handled = await desk.App.Store.ReadAsync(trace, "checked", TestContext.Current.CancellationToken);
        Assert.Equal("""{"item":"good book","card":"4711","quantity":2}""", System.Text.Encoding.UTF8.GetString(handled!.Json));
        Assert.Equal("ok", (string?)(await desk.GetAsync($"traces/{trace}"))["summary"]!["status"]);
        await desk.RefusedAsync(HttpStatusCode.NotFound, "replayed or discarded", "GET", $"dead-letters/{id}");
    }

    [Theory]
    [InlineData("{", "malformed")]
    [InlineData("""{"item":"a","card":"b","quantity":0}""", "quantity")]
    [InlineData("""{"item":"a"}""", "card")]
    [InlineData("null", "$")]
    public async Task Edit_ThatDoesNotFit_IsRefusedAndChangesNothing(string body, string words)
    {
        await using var desk = await Desk.StartAsync();
        var (_, id) = await DieAsync(desk);
        var before = await desk.GetAsync($"dead-letters/{id}");

        await desk.RefusedAsync(HttpStatusCode.BadRequest, words, "PUT", $"dead-letters/{id}", body);

        Assert.Equal(before.ToJsonString(), (await desk.GetAsync($"dead-letters/{id}")).ToJsonString());
    }

    [Theory]
    [InlineData("GET", "dead-letters/none", null)]
    [InlineData("PUT", "dead-letters/none", "{}")]
    [InlineData("POST", "dead-letters/none/replay", null)]
    [InlineData("DELETE", "dead-letters/none", null)]
    public async Task Letter_ThatIsUnknown_Is404(string method, string path, string? body)
    {
        await using var desk = await Desk.StartAsync();
        await desk.RefusedAsync(HttpStatusCode.NotFound, "'none'", method, path, body);
    }

    [Fact]
    public async Task Letter_OfAHandlerThatIsGone_IsHiddenAndCannotBeReplayed()
    {
        await using var desk = await Desk.StartAsync();
        var (_, id) = await DieAsync(desk);
        await desk.App.Store.Writer.AddAsync(db => db["UPDATE dead_letters SET handler = 'Gone', envelope = CAST(replace(CAST(envelope AS TEXT), 'desk.ordered', 'desk.gone') AS BLOB)"].Run());

        var letter = await desk.GetAsync($"dead-letters/{id}");

        Assert.False((bool)letter["canReplay"]!);
        Assert.Equal("***", (string?)letter["data"]!["json"]);
        await desk.RefusedAsync(HttpStatusCode.Conflict, "takes no events any more", "POST", $"dead-letters/{id}/replay");
        await desk.RefusedAsync(HttpStatusCode.Conflict, "no longer part of the app", "PUT", $"dead-letters/{id}", "{}");
        Assert.Equal(HttpStatusCode.NoContent, (await desk.SendAsync("DELETE", $"dead-letters/{id}")).Status);
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("discard")]
    public async Task Several_SomeUnknown_HaveAnOutcomeEach(string order)
    {
        await using var desk = await Desk.StartAsync();
        var (trace, id) = await DieAsync(desk);

        var (status, outcomes) = await desk.SendAsync("POST", $"dead-letters/{order}", new JsonObject { ["ids"] = new JsonArray(id, "none") }.ToJsonString());
        await desk.QuietAsync(trace);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((id, true), ((string?)outcomes![0]!["id"], (bool)outcomes[0]!["done"]!));
        Assert.Equal(("none", false, "notFound"), ((string?)outcomes[1]!["id"], (bool)outcomes[1]!["done"]!, (string?)outcomes[1]!["error"]));
        var left = (await desk.GetAsync("dead-letters"))["items"]!.AsArray();
        Assert.Equal(order == "replay" ? [1] : [], left.Select(l => (int)l!["generation"]!));
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "ids", "POST", $"dead-letters/{order}", """{"ids":[]}""");
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "ids", "POST", $"dead-letters/{order}", "{}");
    }

    private static async Task<(string Trace, string Id)> DieAsync(Desk desk)
    {
        var trace = await desk.OrderAsync("bad book");
        return (trace, (string)(await desk.GetAsync($"dead-letters?trace={trace}"))["items"]![0]!["id"]!);
    }
}
