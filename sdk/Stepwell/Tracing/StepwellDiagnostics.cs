using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Stepwell.Tracing;

/// <summary>The names under which OpenTelemetry finds spans and metrics.</summary>
public static class StepwellDiagnostics
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Stepwell";

    /// <summary>The tag with our trace id.</summary>
    public const string TraceTag = "stepwell.trace_id";

    /// <summary>The tag with the step's first flow.</summary>
    public const string FlowTag = "stepwell.flow";

    /// <summary>The tag that tells how an attempt ended, by name of <see cref="RunStatus"/>; only spans of attempts have it.</summary>
    public const string StatusTag = "stepwell.status";

    /// <summary>The metric that counts dead letters. Spans may be sampled; this is not, so alerts can rest on it.</summary>
    public const string DeadLettersMetric = "stepwell.dead_letters";

    internal static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("stepwell.run.duration", "s", "How long attempts of handlers take, commits included.");
    private static readonly Histogram<double> Waiting = Meter.CreateHistogram<double>("stepwell.run.wait", "s", "How long events wait between being ready and being started.");

    private static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>(DeadLettersMetric, "{event}", "Events that were given up and wait among the dead letters.");

    /// <summary>Counts a dead letter, once it is stored.</summary>
    internal static void DeadLettered(string step, string flow) => DeadLetters.Add(1, new("stepwell.step", step), new(FlowTag, flow));

    internal static void Record(RunRecord run)
    {
        if (run.Status == RunStatus.DeadLettered) DeadLettered(run.Handler.Name, run.Handler.Step.Flows[0]);
        if (Duration.Enabled)
            Duration.Record(run.Duration.TotalSeconds,
                new("stepwell.step", run.Handler.Name), new(FlowTag, run.Handler.Step.Flows[0]), new(StatusTag, run.Status.ToString()));
        if (Waiting.Enabled && run.ReadyAt is { } ready)
            Waiting.Record(Math.Max(0, (run.StartedAt - ready).TotalSeconds), new KeyValuePair<string, object?>("stepwell.step", run.Handler.Name));
    }
}
