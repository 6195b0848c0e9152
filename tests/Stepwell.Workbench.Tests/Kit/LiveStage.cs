using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using Stepwell.Local.Introspection;
using Stepwell.Testing;
using Stepwell.Workbench.Live;
using Stepwell.Workbench.Model;
using Stepwell.Workbench.Shell;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>Pages without a browser, on a clock that stands until the test moves it.</summary>
internal sealed class LiveStage : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly HtmlRenderer renderer;

    internal LiveStage(IIntrospection host, string address = "")
    {
        Navigation = new PlayedNavigation(address);
        services = new ServiceCollection().AddSingleton(host).AddSingleton<TimeProvider>(Time)
            .AddSingleton<NavigationManager>(Navigation).AddSingleton<IJSRuntime, NoBrowser>()
            .AddScoped<LiveState>().AddScoped<ManifestReader>().AddScoped<Shell.Browser>().AddScoped<Toasts>().AddScoped<Confirmations>().BuildServiceProvider();
        renderer = new HtmlRenderer(services.CreateScope().ServiceProvider, NullLoggerFactory.Instance);
    }

    internal PlayedNavigation Navigation { get; }

    internal VirtualTime Time { get; } = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Waits until something is so; the clock stands.</summary>
    internal static async Task UntilAsync(Func<bool> met)
    {
        while (!met())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Opens a page; it may still ask for what it shows.</summary>
    internal Task OpenAsync<TPage>(Dictionary<string, object?> parameters) where TPage : IComponent => renderer.Dispatcher.InvokeAsync(() => { renderer.BeginRenderingComponent<TPage>(ParameterView.FromDictionary(parameters)); });

    /// <summary>What a component without questions of its own draws.</summary>
    internal Task<string> DrawAsync<TComponent>(Dictionary<string, object?> parameters) where TComponent : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());

    /// <summary>Does something as an event of the browser does, and waits until all that it started at once is done.</summary>
    internal Task DoAsync(Action act) => renderer.Dispatcher.InvokeAsync(act);

    internal void Advance(TimeSpan by) => Time.AdvanceTo(Time.GetUtcNow() + by);

    /// <summary>Waits until what was told by the host's live feed has come to the pages, and they have done what they do about it at once.</summary>
    internal async Task HearAsync()
    {
        var next = Time.GetUtcNow() + LiveState.Gap;
        await UntilAsync(() => Time.NextTimer == next);
        await DoAsync(() => { });
    }

    /// <summary>Leaves the pages.</summary>
    internal ValueTask LeaveAsync() => renderer.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await renderer.DisposeAsync();
        await services.DisposeAsync();
    }

    /// <summary>Nothing asks the browser for anything before it is used.</summary>
    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TValue>(string identifier, object?[]? args) => throw new InvalidOperationException($"The test has no browser that would do {identifier}.");

        public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }
}
