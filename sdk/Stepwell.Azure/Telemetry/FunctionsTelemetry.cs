using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Stepwell.Azure.Settings;
using Stepwell.Tracing;

namespace Stepwell.Azure.Telemetry;

/// <summary>OpenTelemetry in the worker, to Azure Monitor, where its connection string is set.</summary>
internal static class FunctionsTelemetry
{
    internal const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    internal const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        // With the worker's defaults the host passes the worker's logs on no more, not even to the console: so not without an exporter.
        if (configuration[ConnectionString] is not { Length: > 0 } connection) return;
        KeepScopes(services);
        services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(t => t.AddSource(StepwellDiagnostics.Name))
            .WithMetrics(m => m.AddMeter(StepwellDiagnostics.Name))
            .UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = connection;
                if (MonitorIdentity.Parse(configuration[Authentication]) is { } identity) options.Credential = identity.Credential();
            });
    }

    /// <summary>Has exported logs carry their scopes: trace, step and attempt are the scope of what a step logs, and would be on none of it.</summary>
    internal static void KeepScopes(IServiceCollection services) => services.Configure<OpenTelemetryLoggerOptions>(static logs => logs.IncludeScopes = true);
}
