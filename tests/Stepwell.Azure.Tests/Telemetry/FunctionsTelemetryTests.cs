using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using Stepwell.Azure.Telemetry;
using Stepwell.Tracing;

namespace Stepwell.Azure.Tests.Telemetry;

public sealed class FunctionsTelemetryTests
{
    [Fact]
    public void Logs_ThatAreExported_CarryTheScopeOfTheirAttempt()
    {
        using var exported = new Exported();
        var services = new ServiceCollection().AddLogging(logging => logging.AddOpenTelemetry(o => o.AddProcessor(exported)));
        FunctionsTelemetry.KeepScopes(services);
        using var provider = services.BuildServiceProvider();
        var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Steps.PlaceOrder");
        using (log.BeginScope(new Dictionary<string, object?> { [StepwellDiagnostics.TraceTag] = "the trace" })) log.LogWarning("placed");
        Assert.Equal(["the trace"], exported.Traces);
    }

    private sealed class Exported : BaseProcessor<LogRecord>
    {
        internal List<object?> Traces { get; } = [];

        public override void OnEnd(LogRecord data) => data.ForEachScope(
            static (scope, traces) =>
            {
                foreach (var (name, value) in scope)
                    if (name == StepwellDiagnostics.TraceTag) traces.Add(value);
            }, Traces);
    }
}
