namespace Stepwell.Workbench.Tests.Kit;

/// <summary>One sample for the tests of a class that need no browser.</summary>
public sealed class Sample : IAsyncLifetime
{
    public DeskHost Host { get; private set; } = null!;

    /// <summary>Asks it, and follows no redirects.</summary>
    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await DeskHost.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Http.BaseAddress };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
