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

    /// <summary>True while somebody listens to lines of log.</summary>
    internal bool WantsLogs => feed.WantsLogs;

    internal IIntrospection Host => Answering((_, _) => null);

    /// <summary>One that answers questions too, as <see cref="PlayedHost.Of"/> says.</summary>
    internal IIntrospection Answering(Func<string, object?[], object?> answer) =>
        PlayedHost.Of((name, arguments) => name == nameof(IIntrospection.LiveAsync) ? ListenAsync((bool)arguments[0]!, (CancellationToken)arguments[1]!) : answer(name, arguments));

    /// <summary>A step ran in a trace.</summary>
    internal void Run(string trace) => feed.Publish(new("ended", new LiveRun(trace, "s", "S", "f", 1, "ok", DateTimeOffset.UnixEpoch, 1, "t", [])));

    private async IAsyncEnumerable<LiveBatch> ListenAsync(bool logs, [EnumeratorCancellation] CancellationToken end)
    {
        using var listener = feed.Listen(logs);
        while (true)
        {
            var (events, missed) = await listener.NextAsync(end);
            yield return new(events, missed);
        }
    }
}
