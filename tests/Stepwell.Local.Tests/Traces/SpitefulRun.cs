using Stepwell.Local.Tests.Introspection;
using Stepwell.Tracing;

namespace Stepwell.Local.Tests.Traces;

/// <summary>A run that cannot be shown: of a large one that is found as it is noted, of a small one as it is looked at.</summary>
internal static class SpitefulRun
{
    internal static RunRecord Of(Desk desk, int inputBytes) => new()
    {
        TraceId = "spiteful", Span = SpanLink.Below(null, null), Handler = desk.App.Catalog.Handler("Check")!, Trigger = new(StepTriggerKind.Event, "desk.ordered", "e"),
        Attempt = 1, MaxAttempts = 1, StartedAt = DateTimeOffset.UnixEpoch, Input = new byte[inputBytes], Exception = new SpitefulException(),
    };

    private sealed class SpitefulException : Exception
    {
        public override string ToString() => throw new InvalidOperationException("No text for you.");
    }
}
