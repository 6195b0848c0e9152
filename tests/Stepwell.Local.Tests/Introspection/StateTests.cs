using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Stepwell.Introspection;
using Stepwell.Local.Introspection;

namespace Stepwell.Local.Tests.Introspection;

public sealed class StateTests
{
    [Fact]
    public async Task Group_OfATrace_ShowsValuesMaskedWithWhoWroteThem()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await desk.OrderAsync("book");

        var group = await desk.GetAsync($"state/{trace}");

        Assert.Equal(trace, (string?)group["group"]);
        var order = group["entries"]!.AsArray().Single(e => (string?)e!["key"] == "order")!;
        Assert.Equal("""{"item":"book","card":"***"}""", order["value"]!["json"]!.ToJsonString());
        Assert.Equal("TakeOrder", (string?)order["handler"]);
        Assert.Equal(trace, (string?)order["traceId"]);
        Assert.True((bool)order["sensitive"]!);
        Assert.False((bool)order["system"]!);
    }

    [Fact]
    public async Task Group_WithAWaitingJoin_ShowsTheRunnersKeyMaskedAndRefusesToWriteIt()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await desk.OrderAsync("book", "secret-card");

        var join = await desk.GetAsync($"state/{trace}?key=$join:Ship");

        Assert.True((bool)join["system"]!);
        Assert.Equal("***", (string?)join["value"]!["json"]!["events"]!["desk.ordered"]!["card"]);
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "runner's own", "PUT", $"state/{trace}?key=$join:Ship", "1");
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "runner's own", "DELETE", $"state/{trace}?key=$join:Ship");
    }

    [Fact]
    public async Task Groups_Paged_AreAllThereOnceWhateverIsAdded()
    {
        await using var desk = await Desk.StartAsync();
        for (var i = 0; i < 5; i++) await desk.SendAsync("PUT", $"state/page-{i}?key=k", "1");

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await desk.GetAsync($"state?search=PAGE&count=2&after={after}");
            seen.AddRange(page["items"]!.AsArray().Select(g => (string)g!["group"]!));
            after = (string?)page["next"];
            await desk.SendAsync("PUT", "state/page-0a?key=k", "1");
        }
        while (after is not null);

        Assert.Equal(["page-0", "page-1", "page-2", "page-3", "page-4"], seen);
    }

    [Theory]
    [InlineData("plain", "state/plain")]
    [InlineData("a/b/c", "state/a/b/c")]
    [InlineData("a/b/c", "state/a%2Fb%2fc")]
    [InlineData("a%2Fb", "state/a%252Fb")]
    [InlineData("50 % ü?#&=", "state/50%20%25%20%C3%BC%3F%23%26%3D")]
    [InlineData("a/../b", "entries?group=a/../b")]
    [InlineData("entries", "state/entries")]
    public async Task Value_OfAnyGroupName_IsWrittenReadAndDeleted(string group, string path)
    {
        await using var desk = await Desk.StartAsync();
        var key = (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "key=" + Uri.EscapeDataString("k/1 %");

        var (status, written) = await desk.SendAsync("PUT", path + key, """{"a":[1,"ü"]}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Null((string?)written!["handler"]);
        var stored = Assert.Single(await desk.App.Store.ListEntriesAsync(group, TestContext.Current.CancellationToken));
        Assert.Equal("k/1 %", stored.Key);
        Assert.Equal("""{"a":[1,"ü"]}""", (await desk.GetAsync(path + key))["value"]!["json"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(group, (string?)(await desk.GetAsync(path))["group"]);
        Assert.Equal(HttpStatusCode.NoContent, (await desk.SendAsync("DELETE", path + key)).Status);
        await desk.RefusedAsync(HttpStatusCode.NotFound, "holds no values", "GET", path);
    }

    [Fact]
    public async Task Write_WithAVersion_HoldsOnlyWhileItIsTheLast()
    {
        await using var desk = await Desk.StartAsync();
        var (_, first) = await desk.SendAsync("PUT", "state/g?key=k", "1");
        var version = (string)first!["version"]!;

        var (status, second) = await desk.SendAsync("PUT", "state/g?key=k", "2", $"\"{version}\"");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEqual(version, (string?)second!["version"]);
        await desk.RefusedAsync(HttpStatusCode.Conflict, "Read it again", "PUT", "state/g?key=k", "3", $"\"{version}\"");
        await desk.RefusedAsync(HttpStatusCode.Conflict, "Read it again", "DELETE", $"state/g?key=k&version={version}");
        await desk.RefusedAsync(HttpStatusCode.Conflict, "does not exist", "PUT", "state/g?key=other&version=1", "3");
        Assert.Equal("2", (await desk.GetAsync("state/g?key=k"))["value"]!["json"]!.ToJsonString());
    }

    [Fact]
    public async Task Write_OfAMaskedValue_KeepsWhatIsStored()
    {
        await using var desk = await Desk.StartAsync();
        var trace = await desk.OrderAsync("book", "4711");

        var (status, value) = await desk.SendAsync("PUT", $"state/{trace}?key=order", """{"item":"pen","card":"***"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"item":"pen","card":"***"}""", value!["value"]!["json"]!.ToJsonString());
        var stored = await desk.App.Store.ReadAsync(trace, "order", TestContext.Current.CancellationToken);
        Assert.Equal("""{"item":"pen","card":"4711"}""", System.Text.Encoding.UTF8.GetString(stored!.Json));
        await desk.SendAsync("PUT", $"state/{trace}?key=order", """{"item":"pen"}""");
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "card", "PUT", $"state/{trace}?key=order", """{"item":"pen","card":"***"}""");
    }

    [Fact]
    public async Task Delete_OfAGroup_TakesAllItsValues()
    {
        await using var desk = await Desk.StartAsync();
        await desk.SendAsync("PUT", "state/g?key=a", "1");
        await desk.SendAsync("PUT", "state/g?key=b", "null");

        Assert.Equal(HttpStatusCode.NoContent, (await desk.SendAsync("DELETE", "state/g")).Status);

        await desk.RefusedAsync(HttpStatusCode.NotFound, "'g'", "DELETE", "state/g");
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "holds no values", "GET", "state/none", null)]
    [InlineData(HttpStatusCode.NotFound, "has no key 'k'", "GET", "state/none?key=k", null)]
    [InlineData(HttpStatusCode.NotFound, "has no key 'k'", "DELETE", "state/none?key=k", null)]
    [InlineData(HttpStatusCode.BadRequest, "malformed", "PUT", "state/g?key=k", "{")]
    [InlineData(HttpStatusCode.BadRequest, "malformed", "PUT", "state/g?key=k", """{"a":1,"a":2}""")]
    [InlineData(HttpStatusCode.BadRequest, "no body", "PUT", "state/g?key=k", null)]
    [InlineData(HttpStatusCode.BadRequest, "\"key\":[\"It is missing.\"]", "PUT", "state/g", "1")]
    [InlineData(HttpStatusCode.BadRequest, "\"key\":[\"It is empty.\"]", "PUT", "state/g?key=", "1")]
    [InlineData(HttpStatusCode.BadRequest, "\"key\":[\"It is empty.\"]", "DELETE", "state/g?key=", null)]
    [InlineData(HttpStatusCode.BadRequest, "more than once", "PUT", "state/g?key=a&key=b", "1")]
    [InlineData(HttpStatusCode.BadRequest, "no key", "PUT", "state/g?key=a%01", "1")]
    [InlineData(HttpStatusCode.BadRequest, "no group", "PUT", "state/$g?key=a", "1")]
    [InlineData(HttpStatusCode.BadRequest, "\"group\":[\"It is missing.\"]", "GET", "entries", null)]
    [InlineData(HttpStatusCode.BadRequest, "that of one value", "DELETE", "state/g?version=1", null)]
    [InlineData(HttpStatusCode.BadRequest, "\"count\":[\"Give 1 to 1000.\"]", "GET", "state?count=0", null)]
    [InlineData(HttpStatusCode.BadRequest, "no whole number", "GET", "state?count=many", null)]
    public async Task Request_ThatIsWrong_IsRefusedWithWhy(HttpStatusCode status, string words, string method, string path, string? body)
    {
        await using var desk = await Desk.StartAsync();
        await desk.RefusedAsync(status, words, method, path, body);
    }

    [Fact]
    public async Task Write_OfTooMuch_IsRefused()
    {
        await using var desk = await Desk.StartAsync();
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "the limit is", "PUT", "state/g?key=k", $"\"{new string('a', Running.Limits.ValueBytes)}\"");
        await desk.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "more than", "PUT", "state/g?key=k", $"\"{new string('a', IntrospectionLimits.BodyBytes)}\"");
        await desk.RefusedAsync(HttpStatusCode.BadRequest, "no version", "PUT", "state/g?key=k", "1", "abc");
    }

    [Fact]
    public async Task Group_WithALongValue_CutsItInTheListOnly()
    {
        await using var desk = await Desk.StartAsync();
        await desk.SendAsync("PUT", "state/g?key=k", $"\"{new string('a', 40_000)}\"");

        var listed = (await desk.GetAsync("state/g"))["entries"]![0]!["value"]!;

        Assert.Null(listed["json"]);
        Assert.Equal(32 * 1024, ((string)listed["text"]!).Length);
        Assert.Equal(40_002, (int)listed["bytes"]!);
        Assert.Equal(40_000, ((string)(await desk.GetAsync("state/g?key=k"))["value"]!["json"]!).Length);
    }

    [Fact]
    public async Task Write_OfTooMuchOnAMachineOfAnotherCulture_IsToldAsEverywhere()
    {
        await using var desk = await Desk.StartAsync();
        var host = desk.App.Web.Services.GetRequiredService<IIntrospection>();
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberGroupSeparator = ".";
        CultureInfo.CurrentCulture = other;

        var value = await Assert.ThrowsAsync<IntrospectionException>(() => host.WriteValueAsync("g", "k", new string('a', 2_000_000), cancellation: TestContext.Current.CancellationToken));
        var data = await Assert.ThrowsAsync<IntrospectionException>(() => host.SendAsync(new("desk.paid", new JsonObject { ["item"] = new string('a', 300_000) }), TestContext.Current.CancellationToken));

        Assert.Contains(" 2,000,002 bytes", value.Message, StringComparison.Ordinal);
        Assert.Contains(" 300,011 bytes", data.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_WhileTheStoreTakesNone_Is503()
    {
        await using var desk = await Desk.StartAsync();
        desk.App.Store.Writer.Dispose();
        await desk.RefusedAsync(HttpStatusCode.ServiceUnavailable, "stopped", "PUT", "state/g?key=k", "1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await desk.Http.GetAsync("/health", TestContext.Current.CancellationToken)).StatusCode);
    }
}
