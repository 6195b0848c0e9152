using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Stepwell.Local.Introspection;
using Stepwell.Testing;
using Stepwell.Workbench.Live;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>Pages without a browser, on a clock that stands until the test moves it.</summary>
internal sealed class LiveStage : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly HtmlRenderer renderer;

    internal LiveStage(IIntrospection host)
    {
        services = new ServiceCollection().AddSingleton(host).AddSingleton<TimeProvider>(Time).AddScoped<LiveState>().BuildServiceProvider();
        renderer = new HtmlRenderer(services.CreateScope().ServiceProvider, NullLoggerFactory.Instance);
    }

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

    /// <summary>Does something as an event of the browser does, and waits until all that it started at once is done.</summary>
    internal Task DoAsync(Action act) => renderer.Dispatcher.InvokeAsync(act);

    internal void Advance(TimeSpan by) => Time.AdvanceTo(Time.GetUtcNow() + by);

    /// <summary>Leaves the pages.</summary>
    internal ValueTask LeaveAsync() => renderer.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await renderer.DisposeAsync();
        await services.DisposeAsync();
    }
}
