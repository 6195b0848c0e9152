using System.Runtime.CompilerServices;
using Stepwell.Local.Introspection;
using Stepwell.Local.Traces;

namespace Stepwell.Workbench.Tests.Kit;

/// <summary>A host of which something is heard only when the test says so.</summary>
internal sealed class PlayedFeed
{
    private readonly LiveFeed feed = new();

    /// <summary>True while somebody listens.</summary>
    internal bool IsHeard => !feed.IsIdle;

    internal IIntrospection Host => PlayedHost.Of((name, arguments) => name == nameof(IIntrospection.LiveAsync) ? ListenAsync(arguments.OfType<CancellationToken>().Single()) : null);

    /// <summary>A step ran in a trace.</summary>
    internal void Run(string trace) => feed.Publish(new("ended", new LiveRun(trace, "s", "S", "f", 1, "ok", DateTimeOffset.UnixEpoch, 1, "t", [])));

    private async IAsyncEnumerable<LiveBatch> ListenAsync([EnumeratorCancellation] CancellationToken end)
    {
        using var listener = feed.Listen();
        while (true)
        {
            var (events, missed) = await listener.NextAsync(end);
            yield return new(events, missed);
        }
    }
}
