using System.Net;
using System.Text;
using Stepwell.Conformance.Steps;

namespace Stepwell.Conformance.Hosts;

public abstract partial class HostConformance
{
    [Fact]
    public async Task Bind_Scalars_FromRouteQueryAndHeader()
    {
        await using var host = await StartAsync(new HostOptions());
        using var answer = await SendAsync(host, HttpMethod.Get,
            "/bind/scalars/7?text=a%20b&n=1&n=2&key=0f8fad5b-d9cb-469f-a165-70867728950e&page=3&day=2030-02-03", null, ("X-Tone", "cold"));
        Assert.Equal("""{"id":7,"text":"a b","tone":"cold","numbers":[1,2],"key":"0f8fad5b-d9cb-469f-a165-70867728950e","page":3,"day":"2030-02-03"}""",
            await answer.Content.ReadAsStringAsync(), ignoreCase: true);
    }

    [Fact]
    public async Task Bind_MissingOptionals_HaveTheirDefaults()
    {
        await using var host = await StartAsync(new HostOptions());
        using var answer = await SendAsync(host, HttpMethod.Get, "/bind/scalars/7", null, ("X-Tone", "Warm"));
        Assert.Equal("""{"id":7,"text":null,"tone":"warm","numbers":[],"key":null,"page":1,"day":null}""", await answer.Content.ReadAsStringAsync(), ignoreCase: true);
    }

    [Fact]
    public async Task Bind_WrongScalars_Is400NamingEach()
    {
        await using var host = await StartAsync(new HostOptions());
        using var answer = await SendAsync(host, HttpMethod.Get, "/bind/scalars/seven?n=1&n=x&key=y&page=99&day=z");
        var errors = (await ProblemAsync(answer, HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(["day", "id", "key", "n", "page", "X-Tone"], errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Bind_AsParameters_TakesAndChecksEachMember()
    {
        await using var host = await StartAsync(new HostOptions());
        using var fine = await SendAsync(host, HttpMethod.Get, "/bind/parameters?q=tea&size=20", null, ("X-Tone", "Cold"));
        Assert.Equal("""{"text":"tea","size":20,"tone":"cold"}""", await fine.Content.ReadAsStringAsync(), ignoreCase: true);
        using var wrong = await SendAsync(host, HttpMethod.Get, "/bind/parameters?size=200");
        var errors = (await ProblemAsync(wrong, HttpStatusCode.BadRequest)).GetProperty("errors").ToString();
        Assert.Contains("\"q\"", errors, StringComparison.OrdinalIgnoreCase);
        using var range = await SendAsync(host, HttpMethod.Get, "/bind/parameters?q=x&size=200");
        Assert.Contains("size", (await ProblemAsync(range, HttpStatusCode.BadRequest)).GetProperty("errors").ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Bind_Form_FieldsAndFile()
    {
        await using var host = await StartAsync(new HostOptions());
        using var form = new MultipartFormDataContent
        {
            { new StringContent("A title"), "title" },
            { new StringContent("3"), "count" },
            { new ByteArrayContent("hello"u8.ToArray()), "file", "note.txt" },
        };
        using var fine = await PostAsync(host, "/bind/form", form);
        Assert.Equal("A title 3 note.txt hello", await fine.Content.ReadAsStringAsync());
        using var missing = new MultipartFormDataContent { { new StringContent("x"), "count" } };
        using var wrong = await PostAsync(host, "/bind/form", missing);
        var errors = (await ProblemAsync(wrong, HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(["count", "file", "title"], errors.EnumerateObject().Select(e => e.Name).Order());
        using var json = await PostAsync(host, "/bind/form", Json("{}"));
        await ProblemAsync(json, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Bind_Body_RoundTrips()
    {
        await using var host = await StartAsync(new HostOptions());
        using var answer = await PostAsync(host, "/bind/body", Json("""{"name":"tea","count":2,"tone":"cold","parts":[{"code":"abc"}]}"""));
        Assert.Equal("""{"name":"tea","count":2,"tone":"cold","parts":[{"code":"abc"}]}""", await answer.Content.ReadAsStringAsync(), ignoreCase: true);
    }

    [Theory]
    [InlineData("""{"count":0,"tone":"hot","parts":[{"code":"abcd"},{}]}""", new[] { "name", "count", "parts[0].code" })]
    [InlineData("""{"name":null,"count":1}""", new[] { "name" })]
    [InlineData("""{"name":"x","count":"many"}""", new[] { "count" })]
    [InlineData("""{}""", new[] { "name", "count" })]
    public async Task Bind_WrongBody_Is400NamingEachWrongField(string json, string[] fields)
    {
        await using var host = await StartAsync(new HostOptions());
        using var answer = await PostAsync(host, "/bind/body", Json(json));
        var errors = (await ProblemAsync(answer, HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ToList();
        foreach (var field in fields) Assert.Contains(errors, e => e.EndsWith(field, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"name\":")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task Bind_MalformedOrMissingJson_Is400(string json)
    {
        await using var host = await StartAsync(new HostOptions());
        using var answer = await PostAsync(host, "/bind/body", Json(json));
        await ProblemAsync(answer, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Bind_WrongMediaType_Is415()
    {
        await using var host = await StartAsync(new HostOptions());
        using var answer = await PostAsync(host, "/bind/body", new StringContent("name=tea", Encoding.UTF8, "text/plain"));
        await ProblemAsync(answer, HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("/bind/body", true)]
    [InlineData("/bind/body", false)]
    [InlineData("/bind/raw", true)]
    public async Task Bind_TooLargeBody_Is413(string path, bool lengthKnown)
    {
        await using var host = await StartAsync(new HostOptions { Settings = { ["MaxJsonBytes"] = "1000" } });
        var json = $$"""{"name":"{{new string('x', 2000)}}","count":1}""";
        using var content = lengthKnown ? Json(json) : new StreamContent(new Unseekable(Encoding.UTF8.GetBytes(json))) { Headers = { { "Content-Type", "application/json" } } };
        using var answer = await PostAsync(host, path, content);
        var problem = await ProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("1000", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bind_OptionalBody_MayBeMissing()
    {
        await using var host = await StartAsync(new HostOptions());
        using var missing = await PostAsync(host, "/bind/optional");
        Assert.Equal("nothing", await missing.Content.ReadAsStringAsync());
        using var there = await PostAsync(host, "/bind/optional", Json("""{"name":"tea","count":1}"""));
        Assert.Equal("tea", await there.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Bind_RawBytesAndStreamAndContext_AreTheRequests()
    {
        await using var host = await StartAsync(new HostOptions());
        const string Body = """{ "name": "tea", "count": 1 }""";
        using var raw = await PostAsync(host, "/bind/raw", Json(Body));
        Assert.Equal("tea " + Body.Length, await raw.Content.ReadAsStringAsync());
        using var stream = await PostAsync(host, "/bind/stream", new StringContent("anything", Encoding.UTF8, "text/plain"));
        Assert.Equal("anything", await stream.Content.ReadAsStringAsync());
        using var context = await PostAsync(host, "/bind/context", null, ("X-User", "ann"));
        Assert.Equal("/bind/context ann True", await context.Content.ReadAsStringAsync());
    }

    /// <summary>A stream whose length the client does not know.</summary>
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
