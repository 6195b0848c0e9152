using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Stepwell.Local.Hosting;
using Stepwell.Local.Tests.Steps;

namespace Stepwell.Local.Tests.Introspection;

public sealed class GuardTests
{
    private const string Own = "/_stepwell/api/queues";

    [Theory]
    [InlineData(Own, "localhost:3000", null, null, null, 200)]
    [InlineData(Own, "127.0.0.1", null, null, null, 200)]
    [InlineData(Own, "[::1]:3000", null, null, null, 200)]
    [InlineData(Own, "app.localhost", null, null, null, 200)]
    [InlineData(Own, "evil.example", null, null, null, 403)]
    [InlineData(Own, "localhost.evil.example", null, null, null, 403)]
    [InlineData("/_STEPWELL/api/queues", "evil.example", null, null, null, 403)]
    [InlineData("/mixed", "evil.example", null, null, null, 403)]
    [InlineData(Own, "localhost", "http://localhost", null, null, 200)]
    [InlineData(Own, "localhost", "https://evil.example", null, null, 403)]
    [InlineData(Own, "localhost", "http://localhost:8080", null, null, 403)]
    [InlineData(Own, "localhost", "null", null, null, 403)]
    [InlineData(Own, "localhost", null, "cross-site", "no-cors", 403)]
    [InlineData(Own, "localhost", null, "cross-site", "navigate", 200)]
    [InlineData(Own, "localhost", null, "same-origin", "cors", 200)]
    [InlineData(Own, "localhost", "http://friend.example", null, null, 403)]
    [InlineData("/mixed", "localhost", "http://friend.example", null, null, 200)]
    [InlineData("/mixed", "localhost", null, "cross-site", "no-cors", 200)]
    public async Task Request_FromABrowser_IsLetInOnlyWhereItIsMeant(string path, string host, string? origin, string? site, string? mode, int status) =>
        Assert.Equal(status, await AskAsync(path, IPAddress.Loopback, host, origin, site, mode));

    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("::1", 200)]
    [InlineData("::ffff:127.0.0.1", 200)]
    [InlineData("192.168.1.7", 403)]
    [InlineData("::ffff:10.0.0.1", 403)]
    public async Task Request_FromAnotherMachine_IsRefusedEvenWhereTheApiIsOpen(string remote, int status)
    {
        Assert.Equal(status, await AskAsync(Own, IPAddress.Parse(remote), "localhost", open: true));
        Assert.Equal(200, await AskAsync("/mixed", IPAddress.Parse(remote), "shop.example", open: true));
        Assert.Equal(403, await AskAsync(Own, IPAddress.Parse(remote), "shop.example", open: true));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Host", "tunnel.example")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    public async Task Request_ThroughATunnelOfThisMachine_ReachesTheAppOnly(string header, string value)
    {
        Assert.Equal(200, await AskAsync("/mixed", IPAddress.Loopback, "tunnel.example", forwarded: (header, value)));
        Assert.Equal(403, await AskAsync(Own, IPAddress.Loopback, "tunnel.example", forwarded: (header, value)));
        Assert.Equal(403, await AskAsync(Own, IPAddress.Loopback, "localhost:3000", forwarded: (header, value)));
    }

    private static async Task<int> AskAsync(string path, IPAddress remote, string host, string? origin = null, string? site = null, string? mode = null, bool open = false,
        (string Name, string Value)? forwarded = null)
    {
        var app = new LocalAppBuilder
        {
            InMemory = true,
            Environment = "Test",
            Configure = b =>
            {
                b.WebHost.UseTestServer();
                b.Logging.ClearProviders();
                b.Configuration.AddInMemoryCollection([new("Stepwell:CorsOrigins:0", "http://friend.example"), new("Stepwell:AllowedHosts:0", "tunnel.example"), new("Stepwell:AllowRemote", open.ToString())]);
            },
        }.Build<DeskApp>();
        await using (app)
        {
            await app.StartAsync();
            var answer = await app.Web.GetTestServer().SendAsync(http =>
            {
                http.Connection.RemoteIpAddress = remote;
                http.Request.Method = "GET";
                http.Request.Path = path;
                http.Request.Host = new HostString(host);
                if (origin is not null) http.Request.Headers.Origin = origin;
                if (site is not null) http.Request.Headers["Sec-Fetch-Site"] = site;
                if (forwarded is var (name, value)) http.Request.Headers[name] = value;
                if (mode is not null) http.Request.Headers["Sec-Fetch-Mode"] = mode;
            }, TestContext.Current.CancellationToken);
            await app.StopAsync();
            return answer.Response.StatusCode;
        }
    }
}
