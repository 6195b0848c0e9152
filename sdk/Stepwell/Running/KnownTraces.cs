using Stepwell.Storage;

namespace Stepwell.Running;

/// <summary>
/// The rule by which a trace is known, and so can be joined by <c>[InTrace]</c> and an emit's target: whoever starts a trace with
/// effects leaves something in the trace's own group. Mostly that is the mark of the commit, at no cost. Only where the home
/// group of the commit that starts it is another (an api or cron handler that is <c>[InGroup]</c>), or no handler ran yet
/// (an event sent by hand), it is the key <see cref="Key"/>: of a commit it is one more change of another group, which a store
/// applies before the events leave. So nothing that a trace led to finds it unknown. It is forgotten as marks are.
/// </summary>
public static class KnownTraces
{
    /// <summary>The key that a trace's group has where no mark of its start is in it. The runner's own; stores keep it as long as marks.</summary>
    public const string Key = "$trace";

    /// <summary>The value of <see cref="Key"/>.</summary>
    public static ReadOnlySpan<byte> Value => "{}"u8;

    /// <summary>The changes of a commit that starts its trace, with what makes the trace known where it would not be.</summary>
    internal static IReadOnlyList<OtherGroupChange> With(IReadOnlyList<OtherGroupChange> changes, string traceId, string home) =>
        home == traceId ? changes : [.. changes, new(traceId, Key, Value.ToArray())];
}
