using Microsoft.Extensions.DependencyInjection;
using Stepwell.Introspection;
using Stepwell.Tracing;

namespace Stepwell.Local.Introspection;

/// <summary>Registers what people and tools ask.</summary>
internal static class IntrospectionServices
{
    internal static IServiceCollection AddIntrospection(this IServiceCollection services, string app, StepsFolder steps)
    {
        services.AddSingleton<RunStatistics>();
        services.AddSingleton<IRunObserver>(s => s.GetRequiredService<RunStatistics>());
        services.AddSingleton(steps).AddSingleton<PlacesFile>();
        services.AddSingleton<StateIntrospection>().AddSingleton<LocalDeadLetters>();
        services.AddSingleton<IIntrospection>(s => ActivatorUtilities.CreateInstance<Introspector>(s, app));
        return services;
    }
}
