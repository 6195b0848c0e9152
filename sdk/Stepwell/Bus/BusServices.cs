using Microsoft.Extensions.DependencyInjection;
using Stepwell.Messaging;
using Stepwell.Scheduling;

namespace Stepwell.Bus;

/// <summary>Registrations of hosts that send and receive through a broker.</summary>
public static class BusServices
{
    /// <summary>Registers what sends, receives and ticks over an <see cref="IMessageSender"/> and a store, which the host registers itself.</summary>
    public static IServiceCollection AddStepwellBus(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<IEventSender, BusEventSender>();
        services.AddSingleton<MessageReceiver>();
        services.AddSingleton<TickTimer>();
        services.AddSingleton<HandMadeEvents>();
        return services;
    }
}
