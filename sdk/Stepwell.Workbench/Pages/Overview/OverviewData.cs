using Stepwell.Introspection;
using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.Overview;

/// <summary>All that the overview shows, asked in one go.</summary>
public sealed record OverviewData
{
    /// <summary>So many of the newest traces are looked at for the goal.</summary>
    public const int TraceSample = 500;

    public const double TraceGoalMs = 500;

    public const double ErrorGoal = 0.01;

    private const int SlowestCount = 8;

    public required Local.Introspection.Overview Steps { get; init; }

    public required Timeline Timeline { get; init; }

    /// <summary>The slowest handlers by p95, each with its course.</summary>
    public required IReadOnlyList<(StepOverview Step, Timeline Course)> Slowest { get; init; }

    public required IReadOnlyList<QueueState> Queues { get; init; }

    /// <summary>How many dead letters there are; with a plus where there are more than are counted.</summary>
    public required (int Count, bool AtLeast) DeadLetters { get; init; }

    /// <summary>How many of each handler are among them.</summary>
    public required DeadLetterTally Dead { get; init; }

    /// <summary>The newest traces of the window that ended and waited for nobody.</summary>
    public required IReadOnlyList<TraceSummary> Ended { get; init; }

    public int Runs => Steps.Steps.Sum(s => s.Runs);

    public int Failures => Steps.Steps.Sum(s => s.Failures);

    public double? ErrorRate => Runs == 0 ? null : (double)Failures / Runs;

    /// <summary>How many of the traces took at most as long as the goal says, 0 to 1.</summary>
    public double? WithinGoal => Ended.Count == 0 ? null : (double)Ended.Count(t => t.DurationMs <= TraceGoalMs) / Ended.Count;

    /// <summary>What 95 in a hundred traces stay below.</summary>
    public double? TraceP95 => Ended.Count == 0 ? null : Ended.Select(t => t.DurationMs).Order().ElementAt((int)Math.Ceiling(Ended.Count * 0.95) - 1);

    /// <summary>A handler that the app has; null for none, and for what a mistyped or old address names.</summary>
    internal string? Known(string? handler) => Known(Steps, handler);

    internal static async Task<OverviewData> LoadAsync(IIntrospection host, int minutes, string? handler, CancellationToken cancellation)
    {
        var steps = await host.OverviewAsync(minutes, cancellation);
        var slowest = new List<(StepOverview, Timeline)>();
        foreach (var step in steps.Steps.Where(s => s.Runs > 0).OrderByDescending(s => s.P95Ms).Take(SlowestCount))
            slowest.Add((step, await host.TimelineAsync(minutes, step.Handler, cancellation)));
        var traces = await host.TracesAsync(new TraceQuery { Count = TraceSample }, cancellation);
        var dead = await host.DeadLetterCountsAsync(cancellation);
        return new()
        {
            Steps = steps,
            Timeline = await host.TimelineAsync(minutes, Known(steps, handler), cancellation),
            Slowest = slowest,
            Queues = await host.QueuesAsync(cancellation),
            DeadLetters = (dead.Total, dead.AtLeast),
            Dead = new(dead),
            Ended = [.. traces.Items.Where(t => t.StartedAt >= steps.From && t.Status is "ok" or "failed" && t.WaitsFor.Count == 0)],
        };
    }

    private static string? Known(Local.Introspection.Overview steps, string? handler) => steps.Steps.Any(s => s.Handler == handler) ? handler : null;
}
