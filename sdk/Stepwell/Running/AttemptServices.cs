using Microsoft.Extensions.DependencyInjection;

namespace Stepwell.Running;

/// <summary>The services of one attempt; a scope is made when something is first asked for.</summary>
internal sealed class AttemptServices(IServiceScopeFactory scopes, IServiceProvider? given = null) : IKeyedServiceProvider, IAsyncDisposable
{
    private AsyncServiceScope? scope;

    private IServiceProvider Provider => given ?? (scope ??= scopes.CreateAsyncScope()).ServiceProvider;

    public object? GetService(Type serviceType) => Provider.GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)Provider).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)Provider).GetRequiredKeyedService(serviceType, serviceKey);

    public ValueTask DisposeAsync() => scope?.DisposeAsync() ?? default;
}
