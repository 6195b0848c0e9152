using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Stepwell.Tracing;

namespace Stepwell.Local.Hosting;

/// <summary>Exports spans, metrics and logs by OTLP where the standard <c>OTEL_*</c> variables say where to.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly TracerProvider? traces;
    private readonly MeterProvider? metrics;

    private Telemetry(TracerProvider? traces, MeterProvider? metrics)
    {
        this.traces = traces;
        this.metrics = metrics;
    }

    internal static Telemetry Start(IConfiguration configuration, ILoggingBuilder logging, string app)
    {
        if (configuration["OTEL_SDK_DISABLED"] is "true") return new(null, null);
        // The exporters read what the app reads, from files and the command line too; by themselves they know the environment's variables only.
        void settings(IServiceCollection services) => services.AddSingleton(configuration);
        var resource = ResourceBuilder.CreateDefault();
        if (configuration["OTEL_SERVICE_NAME"] is null) resource.AddService(app);
        var spans = Wanted(configuration, "TRACES")
            ? Sdk.CreateTracerProviderBuilder().ConfigureServices(settings).SetResourceBuilder(resource).AddSource(StepwellDiagnostics.Name).AddSource("Microsoft.AspNetCore").AddSource("System.Net.Http").AddOtlpExporter().Build()
            : null;
        var meters = Wanted(configuration, "METRICS")
            ? Sdk.CreateMeterProviderBuilder().ConfigureServices(settings).SetResourceBuilder(resource).AddMeter(StepwellDiagnostics.Name).AddMeter("Microsoft.AspNetCore.Hosting").AddOtlpExporter().Build()
            : null;
        if (Wanted(configuration, "LOGS"))
            logging.AddOpenTelemetry(o =>
            {
                o.IncludeScopes = true;
                o.IncludeFormattedMessage = true;
                o.SetResourceBuilder(resource).AddOtlpExporter();
            });
        return new(spans, meters);
    }

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    /// <summary>An exporter named "none" turns a signal off; an endpoint, general or of the signal, turns it on.</summary>
    private static bool Wanted(IConfiguration configuration, string signal) =>
        configuration[$"OTEL_{signal}_EXPORTER"] switch
        {
            "none" => false,
            "otlp" => true,
            _ => configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } || configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] is { Length: > 0 },
        };
}
