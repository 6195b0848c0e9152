using Stepwell.Local.Introspection;
using Stepwell.Workbench.Graph;
using Stepwell.Workbench.Model;

namespace Stepwell.Workbench.Pages.Flows;

/// <summary>What a step is doing, as its node shows it.</summary>
public readonly record struct NodeActivity(long Runs, int Running, int Waiting, long Failed, LetterCount DeadLetters, bool Lit, bool Failing);

/// <summary>What travels on an edge.</summary>
public readonly record struct EdgeActivity(long Count, bool Lit);

/// <summary>
/// What all nodes and edges of a picture show: the host's own counts, compared with those a moment ago. So nothing is missed and nothing
/// piles up, however many steps run.
/// </summary>
public sealed class FlowActivity
{
    private readonly Dictionary<string, HandlerTotals> now;
    private readonly Dictionary<string, HandlerTotals> before;
    private readonly Dictionary<string, QueueState> queues;
    private readonly DeadLetterTally deadLetters;

    internal FlowActivity(RunTotals now, RunTotals? before, IReadOnlyList<QueueState> queues, DeadLetterTally deadLetters)
    {
        this.now = now.Handlers.ToDictionary(h => h.Handler, StringComparer.Ordinal);
        // Counts of an earlier process say nothing about this one.
        this.before = before is not null && before.Since == now.Since ? before.Handlers.ToDictionary(h => h.Handler, StringComparer.Ordinal) : this.now;
        this.queues = queues.ToDictionary(q => q.Handler, StringComparer.Ordinal);
        this.deadLetters = deadLetters;
    }

    internal NodeActivity Of(FlowNode node)
    {
        long Sum(Dictionary<string, HandlerTotals> totals, Func<HandlerTotals, long> count) => node.Handlers.Sum(h => totals.TryGetValue(h, out var found) ? count(found) : 0);
        var running = (int)Sum(now, t => t.Running);
        var waiting = node.Handlers.Sum(h => queues.TryGetValue(h, out var queue) ? Math.Max(0, queue.Depth - queue.InFlight) : 0);
        var runs = Sum(now, t => t.Started);
        var failed = Sum(now, t => t.Failed);
        return new(runs, running, waiting, failed, deadLetters.Of(node.Handlers), running > 0 || runs > Sum(before, t => t.Started), failed > Sum(before, t => t.Failed));
    }

    /// <summary>The events that one of the steps at the ends emitted or took.</summary>
    internal EdgeActivity Of(FlowEdge edge, FlowNode from, FlowNode to)
    {
        var (step, taken) = from.Kind == NodeKind.Topic ? (to, true) : (from, false);
        var count = Count(now, step, edge.Topic, taken);
        return new(count, count > Count(before, step, edge.Topic, taken));
    }

    private static long Count(Dictionary<string, HandlerTotals> totals, FlowNode step, string? topic, bool taken) => step.Handlers.Sum(h =>
        totals.TryGetValue(h, out var found) ? (taken ? found.Taken : found.Emitted).Where(t => t.Topic == topic).Sum(t => t.Count) : 0);
}
