using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Live;

/// <summary>What ran between two updates.</summary>
/// <param name="Traces">The traces in which runs started or ended.</param>
/// <param name="Missed">How much more happened than could be taken in: then it may have been in any trace.</param>
internal sealed record LiveChange(IReadOnlySet<string> Traces, int Missed)
{
    internal static LiveChange Of(LiveBatch batch) => new(batch.Events.Select(e => e.Data).OfType<LiveRun>().Select(r => r.TraceId).ToHashSet(StringComparer.Ordinal), batch.Missed);
}
