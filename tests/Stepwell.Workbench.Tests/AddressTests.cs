using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Net.WebSockets;
using Stepwell.Workbench.Tests.Kit;

namespace Stepwell.Workbench.Tests;

/// <summary>Where the Workbench is reached, and from where.</summary>
public sealed class AddressTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Root_TheAppHasARouteThere_IsTheApps_AndTheWorkbenchStaysAtItsOwn()
    {
        await using var host = await DeskHost.StartAsync(app: Places.WorkbenchApp);

        var (root, own, page) = (await host.Http.GetAsync("/", Cancel), await host.Http.GetAsync("/_stepwell", Cancel), await host.Http.GetAsync("/_stepwell/traces", Cancel));

        Assert.Contains("The app's own page.", await root.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "/_stepwell/"), (own.StatusCode, own.RequestMessage!.RequestUri!.AbsolutePath));
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Contains("<base href=\"/_stepwell/\"", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workbench_TheAppIsOpenToOtherMachines_StaysWithThisOne()
    {
        var outside = NetworkInterface.GetAllNetworkInterfaces().Where(n => n.OperationalStatus == OperationalStatus.Up).SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address).FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        Assert.SkipWhen(outside is null, "This machine has no address but its own.");
        await using var host = await DeskHost.StartAsync(["--urls=http://0.0.0.0:0", "--Stepwell:AllowRemote=true"]);
        var port = host.Http.BaseAddress!.Port;
        using var remote = new HttpClient { BaseAddress = new Uri($"http://{outside}:{port}") };

        Assert.Equal(HttpStatusCode.OK, (await remote.GetAsync("/articles", Cancel)).StatusCode);
        foreach (var path in (string[])["/_stepwell/", "/_stepwell/traces", "/_stepwell/_blazor/initializers", "/_stepwell/api/manifest", "/_stepwell/api/traces"])
        {
            // By its name, and as one who claims to be here.
            Assert.Equal(HttpStatusCode.Forbidden, (await remote.GetAsync(path, Cancel)).StatusCode);
            using var claim = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = $"localhost:{port}" } };
            Assert.Equal(HttpStatusCode.Forbidden, (await remote.SendAsync(claim, Cancel)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await remote.GetAsync("/", Cancel)).StatusCode);
        using var socket = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{outside}:{port}/_stepwell/_blazor"), Cancel));
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/_stepwell/", Cancel)).StatusCode);
    }
}
