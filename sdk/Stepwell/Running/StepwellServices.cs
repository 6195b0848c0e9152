using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Running;

namespace Stepwell;

/// <summary>Registrations of an app (<see cref="IStepApp.Configure"/>) and of hosts.</summary>
public static class StepwellServices
{
    /// <summary>Runs a middleware around every attempt of every handler, in order of registration.</summary>
    /// <typeparam name="T">The middleware; register it as a service to choose its lifetime, else it is made per attempt.</typeparam>
    public static IServiceCollection AddStepMiddleware<T>(this IServiceCollection services) where T : class, IStepMiddleware
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton(new GlobalMiddleware(typeof(T)));
    }

    /// <summary>Registers what every host needs beside its store: the catalog, contracts and the runner.</summary>
    public static IServiceCollection AddStepwellCore(this IServiceCollection services, StepCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(catalog);
        services.TryAddSingleton(TimeProvider.System);
        services.AddAuthorization();
        services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(o => ContractRegistry.ApplyDefaults(o.SerializerOptions));
        services.AddSingleton(s => new ContractRegistry(
            new JsonSerializerOptions(s.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions)));
        services.AddSingleton<StepRuntime>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<ApiRunner>();
        return services;
    }
}
