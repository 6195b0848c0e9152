namespace Stepwell.Azure.Tests.Operators;

/// <summary>State by hand is the same on Functions as on the local host.</summary>
public sealed class SameStateTests
{
    [Fact]
    public async Task Groups_OfBoth_AreListedSearchedAndPaged()
    {
        await using var both = await TwoHosts.StartAsync();
        foreach (var group in (string[])["a1", "a2", "b/1"]) await both.SetAsync(group, "k", "1");
        Assert.Equal(["a1", "a2", "b/1"], (await both.AskAsync(200, "GET", "state"))["items"]!.AsArray().Select(g => (string?)g!["group"]));
        var first = await both.AskAsync(200, "GET", "state?search=A&count=1");
        Assert.Equal("a1", (string?)first["next"]);
        Assert.Null((await both.AskAsync(200, "GET", "state?search=A&count=1&after=a1"))["next"]);
    }

    [Theory]
    [InlineData("state/plain")]
    [InlineData("state/a/b/c")]
    [InlineData("state/a%2Fb%2fc")]
    [InlineData("state/a%252Fb")]
    [InlineData("state/50%20%25%20%C3%BC%3F%23%26%3D")]
    [InlineData("entries?group=a/../b")]
    public async Task Value_OfAnyGroupName_IsWrittenReadAndDeletedAlike(string path)
    {
        await using var both = await TwoHosts.StartAsync();
        var key = (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "key=" + Uri.EscapeDataString("k/1 %");
        await both.AskAsync(200, "PUT", path + key, """{"a":[1,"ü"]}""");
        await both.AskAsync(200, "GET", path + key);
        await both.AskAsync(200, "GET", path);
        await both.AskAsync(204, "DELETE", path + key);
        await both.RefusedAsync(404, "holds no values", "GET", path);
    }

    [Fact]
    public async Task Write_WithAVersion_HoldsOnlyWhileItIsTheLast()
    {
        await using var both = await TwoHosts.StartAsync();
        await both.AskAsync(200, "PUT", "state/g?key=first", "1");
        await both.AskAsync(200, "PUT", "state/g?key=k", "1");
        await both.AskAsync(200, "PUT", "state/g?key=k", "2", "\"{version of k}\"");
        await both.AskAsync(200, "PUT", "state/g?key=k&version={version of k}", "3");
        await both.RefusedAsync(409, "Read it again", "PUT", "state/g?key=k", "4", "\"{version of first}\"");
        await both.RefusedAsync(409, "Read it again", "DELETE", "state/g?key=k&version={version of first}");
        await both.RefusedAsync(409, "does not exist", "PUT", "state/g?key=other&version=1", "3");
        Assert.Equal("3", (await both.AskAsync(200, "GET", "state/g?key=k"))["value"]!["json"]!.ToJsonString());
        await both.AskAsync(204, "DELETE", "state/g?key=k", null, "\"{version of k}\"");
    }

    [Fact]
    public async Task Value_WithSensitivePlaces_IsMaskedAndItsMaskKeepsWhatIsStored()
    {
        await using var both = await TwoHosts.StartAsync();
        await both.SetAsync("g", "order", """{"item":"book","card":"4711"}""", "card");
        Assert.Equal("""{"item":"book","card":"***"}""", (await both.AskAsync(200, "GET", "state/g"))["entries"]![0]!["value"]!["json"]!.ToJsonString());
        await both.AskAsync(200, "PUT", "state/g?key=order", """{"item":"pen","card":"***"}""");
        foreach (var store in both.Stores)
            Assert.Equal("""{"item":"pen","card":"4711"}"""u8.ToArray(), (await store.ReadAsync("g", "order", TestContext.Current.CancellationToken))!.Json);
        await both.AskAsync(200, "PUT", "state/g?key=order", """{"item":"pen"}""");
        await both.RefusedAsync(400, "card", "PUT", "state/g?key=order", """{"item":"pen","card":"***"}""");
    }

    [Fact]
    public async Task Group_WithTheRunnersKeyAndALongValue_IsShownAndDeletedAlike()
    {
        await using var both = await TwoHosts.StartAsync();
        await both.SetAsync("g", "$join:X", "{}");
        await both.AskAsync(200, "PUT", "state/g?key=long", $"\"{new string('a', 40_000)}\"");
        Assert.True((bool)(await both.AskAsync(200, "GET", "state/g"))["entries"]![0]!["system"]!);
        await both.RefusedAsync(400, "runner's own", "PUT", "state/g?key=$join:X", "1");
        await both.RefusedAsync(400, "runner's own", "DELETE", "entries?group=g&key=$join:X");
        await both.AskAsync(204, "DELETE", "state/g");
        await both.RefusedAsync(404, "'g'", "DELETE", "state/g");
    }

    [Theory]
    [InlineData(404, "holds no values", "GET", "state/none", null)]
    [InlineData(404, "has no key 'k'", "GET", "state/none?key=k", null)]
    [InlineData(404, "has no key 'k'", "DELETE", "state/none?key=k", null)]
    [InlineData(400, "malformed", "PUT", "state/g?key=k", "{")]
    [InlineData(400, "malformed", "PUT", "state/g?key=k", """{"a":1,"a":2}""")]
    [InlineData(400, "no body", "PUT", "state/g?key=k", null)]
    [InlineData(400, "It is missing.", "PUT", "state/g", "1")]
    [InlineData(400, "It is empty.", "PUT", "state/g?key=", "1")]
    [InlineData(400, "It is empty.", "DELETE", "entries?group=g&key=", null)]
    [InlineData(400, "more than once", "PUT", "state/g?key=a&key=b", "1")]
    [InlineData(400, "no key", "PUT", "state/g?key=a%01", "1")]
    [InlineData(400, "no group", "PUT", "state/$g?key=a", "1")]
    [InlineData(400, "It is missing.", "GET", "entries", null)]
    [InlineData(400, "that of one value", "DELETE", "state/g?version=1", null)]
    [InlineData(400, "Give 1 to 1000.", "GET", "state?count=0", null)]
    [InlineData(400, "no whole number", "GET", "state?count=many", null)]
    [InlineData(405, "does not take PATCH", "PATCH", "state/g", "1")]
    [InlineData(405, "does not take POST", "POST", "state", "1")]
    [InlineData(404, "There is no route", "GET", "nowhere", null)]
    public async Task Request_ThatIsWrong_IsRefusedAlikeWithWhy(int status, string words, string method, string path, string? body)
    {
        await using var both = await TwoHosts.StartAsync();
        await both.RefusedAsync(status, words, method, path, body);
    }

    [Fact]
    public async Task Write_OfTooMuch_IsRefusedAlike()
    {
        await using var both = await TwoHosts.StartAsync();
        await both.RefusedAsync(400, "the limit is", "PUT", "state/g?key=k", $"\"{new string('a', Running.Limits.ValueBytes)}\"");
        await both.RefusedAsync(413, "more than", "PUT", "state/g?key=k", $"\"{new string('a', Introspection.IntrospectionLimits.BodyBytes)}\"");
        await both.RefusedAsync(400, "no version", "PUT", "state/g?key=k", "1", "abc");
    }
}
