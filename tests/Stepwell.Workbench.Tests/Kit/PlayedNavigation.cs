using Microsoft.AspNetCore.Components;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>The addresses of a browser that a test plays: what a page asks for comes true when the test says so.</summary>
internal sealed class PlayedNavigation : NavigationManager
{
    private const string Base = "http://localhost/_stepwell/";

    internal PlayedNavigation(string address) => Initialize(Base, Base + address);

    /// <summary>What pages asked for and what has not come true yet.</summary>
    internal Queue<(string Address, NavigationOptions Options)> UnderWay { get; } = new();

    /// <summary>The oldest of what pages asked for comes true.</summary>
    internal void Arrive()
    {
        var (address, options) = UnderWay.Dequeue();
        Go(address, options.HistoryEntryState);
    }

    /// <summary>Somebody goes somewhere: by a link, or Back.</summary>
    internal void Go(string address, string? state = null)
    {
        (Uri, HistoryEntryState) = (ToAbsoluteUri(address).ToString(), state);
        NotifyLocationChanged(isInterceptedLink: false);
    }

    protected override void NavigateToCore(string uri, NavigationOptions options) => UnderWay.Enqueue((uri, options));
}
