using OpenTelemetry;
using Stepwell.Azure.Contract;

namespace Microsoft.Azure.Functions.Worker.OpenTelemetry;

[LookedUp(Official.Telemetry, Official.TelemetryVersion, Official.WorkerSource + "DotNetWorker.OpenTelemetry/ConfigureFunctionsOpenTelemetry.cs")]
public static class ConfigureFunctionsOpenTelemetry
{
    public static IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this IOpenTelemetryBuilder builder) => throw Official.Missing;
}
