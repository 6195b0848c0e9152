namespace Stepwell.Local.Queues;

/// <summary>Counts what is at work or ready to be, in all and per trace; delayed events do not count.</summary>
internal sealed class Workload
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> traces = new(StringComparer.Ordinal);
    private readonly List<(string? Trace, TaskCompletionSource Quiet)> waiting = [];
    private int all;

    /// <summary>Rises with every change.</summary>
    internal long Changes { get; private set; }

    internal void Add(string trace)
    {
        lock (gate)
        {
            all++;
            Changes++;
            traces[trace] = traces.GetValueOrDefault(trace) + 1;
        }
    }

    internal void Remove(string trace)
    {
        lock (gate)
        {
            all--;
            Changes++;
            var left = traces[trace] - 1;
            if (left == 0) traces.Remove(trace);
            else traces[trace] = left;
            for (var i = waiting.Count - 1; i >= 0; i--)
            {
                if (!IsQuiet(waiting[i].Trace)) continue;
                waiting[i].Quiet.TrySetResult();
                waiting.RemoveAt(i);
            }
        }
    }

    /// <summary>Completes when nothing (of a trace) is at work or ready to be.</summary>
    internal Task QuietAsync(string? trace)
    {
        lock (gate)
        {
            if (IsQuiet(trace)) return Task.CompletedTask;
            var quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((trace, quiet));
            return quiet.Task;
        }
    }

    private bool IsQuiet(string? trace) => trace is null ? all == 0 : !traces.ContainsKey(trace) && !traces.ContainsKey("");
}
