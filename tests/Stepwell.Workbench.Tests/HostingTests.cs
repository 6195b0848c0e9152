using System.Net;
using System.Net.WebSockets;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>Who is let in, and what stays as it is without the Workbench. No browser needed.</summary>
public sealed class HostingTests(Sample sample) : IClassFixture<Sample>
{
    [Fact]
    public async Task Root_TheAppHasNoRouteThere_LeadsToTheWorkbench()
    {
        var answer = await SendAsync("/");
        Assert.Equal((HttpStatusCode.Redirect, "/_stepwell/"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("/", method: HttpMethod.Post)).StatusCode);
    }

    [Theory]
    [InlineData("/nope", HttpStatusCode.NotFound)]
    [InlineData("/_stepwell/nope", HttpStatusCode.NotFound)]
    [InlineData("/_stepwell/api/nope", HttpStatusCode.NotFound)]
    [InlineData("/orders", HttpStatusCode.MethodNotAllowed)]
    public async Task UnknownPaths_OfABrowser_AreProblemsAsBefore(string path, HttpStatusCode status)
    {
        var answer = await SendAsync(path, ("Accept", "text/html"));
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains($"{path}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_stepwell/", "Host", "evil.example")]
    [InlineData("/", "Host", "evil.example")]
    [InlineData("/_stepwell/", "Origin", "http://evil.example")]
    [InlineData("/_stepwell/", "Origin", "http://localhost:5173")]
    [InlineData("/_stepwell/_blazor/initializers", "Sec-Fetch-Site", "cross-site")]
    public async Task Workbench_ARequestThatIsNotMeant_IsRefused(string path, string header, string value) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(path, (header, value))).StatusCode);

    [Theory]
    [InlineData("http://evil.example", false)]
    [InlineData("http://localhost:1", false)]
    [InlineData("null", false)]
    [InlineData(null, true)]
    public async Task Socket_ByItsOrigin_IsRefusedOrOpened(string? origin, bool opened)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin ?? sample.Host.Address);
        var address = new Uri(sample.Host.Address.Replace("http://", "ws://", StringComparison.Ordinal) + "/_stepwell/_blazor");
        if (opened)
            await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        else
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, TestContext.Current.CancellationToken));
        Assert.Equal(opened, socket.State == WebSocketState.Open);
    }

    [Fact]
    public async Task Page_ItsHeaders_ForbidInlineScriptsFramesAndStrangers()
    {
        var answer = await SendAsync("/_stepwell/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*\\bsrc=)", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Assets_AreKeptForGood_AndNotSentTwice()
    {
        var page = await (await SendAsync("/_stepwell/")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var assets = System.Text.RegularExpressions.Regex.Matches(page, "assets/[0-9a-f]{16}/[a-z.]+").Select(m => m.Value).ToList();
        Assert.Equal(4, assets.Count);
        foreach (var asset in assets)
        {
            var answer = await SendAsync("/_stepwell/" + asset);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotModified, (await SendAsync("/_stepwell/" + asset, ("If-None-Match", answer.Headers.ETag!.ToString()))).StatusCode);
        }
    }

    private Task<HttpResponseMessage> SendAsync(string path, (string Name, string Value)? header = null, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (header is { } more) request.Headers.TryAddWithoutValidation(more.Name, more.Value);
        return sample.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
