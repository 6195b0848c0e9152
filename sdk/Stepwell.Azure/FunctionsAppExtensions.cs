using Microsoft.Azure.Functions.Worker.Builder;
using Stepwell.Azure.Telemetry;

namespace Stepwell.Azure;

/// <summary>Runs an app of steps in the isolated worker of Azure Functions.</summary>
public static class FunctionsAppExtensions
{
    /// <summary>Adds an app: its own registrations, the runner, the store on Table Storage, the messages on Service Bus, telemetry.</summary>
    /// <typeparam name="TApp">The app.</typeparam>
    /// <param name="builder">The worker's builder.</param>
    public static FunctionsApplicationBuilder AddStepwell<TApp>(this FunctionsApplicationBuilder builder) where TApp : IStepApp
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();
        AppServices.Add<TApp>(builder);
        FunctionsTelemetry.Add(builder.Services, builder.Configuration);
        return builder;
    }
}
