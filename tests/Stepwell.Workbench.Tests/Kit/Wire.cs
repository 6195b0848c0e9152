namespace Stepwell.Workbench.Tests.Kit;

/// <summary>What goes over the connection of a page, to be held up at will: so a test has a slow host without a clock.</summary>
internal sealed class Wire
{
    private readonly Lock gate = new();
    private readonly Way toHost = new();
    private readonly Way toPage = new();

    /// <summary>Lays it; for the pages that are opened from now on.</summary>
    internal static async Task<Wire> LayAsync(IPage page)
    {
        var wire = new Wire();
        await page.RouteWebSocketAsync("**/_blazor*", socket =>
        {
            var host = socket.ConnectToServer();
            socket.OnMessage(frame => wire.Pass(wire.toHost, () => Send(host, frame)));
            host.OnMessage(frame => wire.Pass(wire.toPage, () => Send(socket, frame)));
        });
        return wire;
    }

    /// <summary>From now on the page's messages wait.</summary>
    internal void HoldThePages() => Hold(toHost);

    /// <summary>From now on the host's messages wait.</summary>
    internal void HoldTheHosts() => Hold(toPage);

    /// <summary>Lets the page's messages go, those that wait first.</summary>
    internal void ReleaseThePages() => Release(toHost);

    /// <summary>Lets the host's messages go, those that wait first.</summary>
    internal void ReleaseTheHosts() => Release(toPage);

    private void Hold(Way way)
    {
        lock (gate) way.Held = true;
    }

    private void Release(Way way)
    {
        lock (gate)
        {
            way.Held = false;
            while (way.Waiting.TryDequeue(out var send)) send();
        }
    }

    private void Pass(Way way, Action send)
    {
        lock (gate)
        {
            if (way.Held) way.Waiting.Enqueue(send);
            else send();
        }
    }

    private static void Send(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } bytes) to.Send(bytes);
        else to.Send(frame.Text!);
    }

    private sealed class Way
    {
        internal bool Held { get; set; }

        internal Queue<Action> Waiting { get; } = new();
    }
}
