using Stepwell.Scheduling;

namespace Stepwell.Conformance.Azure.Hosts;

/// <summary>Timer triggers as the Functions host has them: they pass no occurrence, swallow failures until the next time, and fire once at the start where one was missed.</summary>
/// <param name="time">The process's clock.</param>
/// <param name="next">When each is to fire next; outlives the process, as the host's blobs do.</param>
internal sealed class FunctionTimers(TimeProvider time, Dictionary<string, DateTimeOffset> next) : IDisposable
{
    private readonly List<ITimer> timers = [];
    private readonly CancellationTokenSource stopping = new();
    private int running;

    /// <summary>How many run now.</summary>
    internal int Running => Volatile.Read(ref running);

    /// <summary>Rises with every start.</summary>
    internal long Fired { get; private set; }

    internal void Add(string name, string expression, bool monitored, Func<CancellationToken, Task> run)
    {
        var schedule = CronSchedule.Parse(expression, null);
        ITimer? timer = null;
        timer = time.CreateTimer(_ =>
        {
            Plan();
            _ = RunAsync(run);
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timers.Add(timer);
        if (monitored && next.TryGetValue(name, out var missed) && missed <= time.GetUtcNow()) _ = RunAsync(run);
        Plan();

        void Plan()
        {
            var now = time.GetUtcNow();
            next[name] = schedule.Next(now)!.Value;
            timer?.Change(next[name] - now, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        foreach (var timer in timers) timer.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> run)
    {
        Fired++;
        Interlocked.Increment(ref running);
        try
        {
            await run(stopping.Token);
        }
        catch (Exception)
        {
            // The host logs it; the timer fires again at its next time.
        }
        Interlocked.Decrement(ref running);
    }
}
