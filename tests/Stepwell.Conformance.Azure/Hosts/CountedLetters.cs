using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Stepwell.Tracing;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>Hears of the dead letters that are counted, of whatever host runs meanwhile.</summary>
internal sealed class CountedLetters : IDisposable
{
    private readonly ConcurrentDictionary<string, long> steps = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    internal CountedLetters()
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == StepwellDiagnostics.Name && instrument.Name == StepwellDiagnostics.DeadLettersMetric) listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag.Key == "stepwell.step")
                    steps.AddOrUpdate((string)tag.Value!, count, (_, before) => before + count);
        });
        listener.Start();
    }

    /// <summary>The steps whose events were given up.</summary>
    internal HashSet<string> Steps => [.. steps.Keys];

    public void Dispose() => listener.Dispose();
}
