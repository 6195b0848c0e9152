using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stepwell.Contracts;

/// <summary>Registers masked logging.</summary>
public static class MaskedLoggingExtensions
{
    private const string Inner = "Stepwell.UnmaskedLoggerFactory";

    /// <summary>Wraps the logger factory registered so far in a <see cref="MaskingLoggerFactory"/>. Calling it again changes nothing.</summary>
    /// <remarks>
    /// It uses the registered <see cref="ContractRegistry"/>, else one with the default options. That one's own services
    /// must not ask for loggers. A factory that is registered later is not wrapped.
    /// </remarks>
    /// <param name="services">The services, e.g. of a host's builder.</param>
    public static IServiceCollection AddMaskedLogging(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(s => s.IsKeyedService && Equals(s.ServiceKey, Inner))) return services;
        services.AddLogging();
        var registered = services.Last(s => s.ServiceType == typeof(ILoggerFactory) && !s.IsKeyedService);
        services.Remove(registered);
        services.Add(Keyed(registered));
        services.AddSingleton<ILoggerFactory>(s => new MaskingLoggerFactory(
            s.GetRequiredKeyedService<ILoggerFactory>(Inner), s.GetService<ContractRegistry>() ?? Default(), ownsInner: false));
        return services;
    }

    private static ServiceDescriptor Keyed(ServiceDescriptor registered) => registered switch
    {
        { ImplementationInstance: { } instance } => new(typeof(ILoggerFactory), Inner, instance),
        { ImplementationFactory: { } make } => new(typeof(ILoggerFactory), Inner, (s, _) => make(s), registered.Lifetime),
        _ => new(typeof(ILoggerFactory), Inner, registered.ImplementationType!, registered.Lifetime),
    };

    private static ContractRegistry Default()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ContractRegistry.ApplyDefaults(options);
        return new(options);
    }
}
