using Stepwell.Introspection;
using Stepwell.Local.Introspection;

namespace Stepwell.Workbench.Pages.Flows;

/// <summary>How many dead letters each handler has: read again when one was added, and now and then, for people take them away.</summary>
internal sealed class FlowDeadLetters
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);
    private IReadOnlyDictionary<string, int> counts = new Dictionary<string, int>();
    private long added = -1;
    private long readAt;

    internal async Task<IReadOnlyDictionary<string, int>> ReadAsync(IIntrospection host, RunTotals totals, TimeProvider time, CancellationToken cancellation)
    {
        var sum = totals.Handlers.Sum(h => h.DeadLettered);
        if (sum == added && time.GetElapsedTime(readAt) < Pause) return counts;
        var page = await host.DeadLettersAsync(new DeadLetterQuery { Count = IntrospectionLimits.MaxCount }, cancellation);
        counts = page.Items.GroupBy(d => d.Handler, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        (added, readAt) = (sum, time.GetTimestamp());
        return counts;
    }
}
