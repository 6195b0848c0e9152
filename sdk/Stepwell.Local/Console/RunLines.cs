using Microsoft.Extensions.Logging;
using Stepwell.Tracing;

namespace Stepwell.Local.Console;

/// <summary>
/// One line per attempt whose failure the runner does not log itself. Where more succeed in a second than anybody reads, the rest is counted, and
/// the count is written when that second is over, whether anything runs then or not.
/// </summary>
internal sealed partial class RunLines : IRunObserver, IDisposable
{
    /// <summary>Lines of successes per second; failures always have theirs.</summary>
    internal const int PerSecond = 50;
    private readonly ILogger log;
    private readonly TimeProvider time;
    private readonly ITimer secondIsOver;
    private readonly Lock gate = new();
    private long second;
    private int written;
    private int left;

    internal RunLines(ILoggerFactory loggers, TimeProvider time)
    {
        log = loggers.CreateLogger("Stepwell.Runs");
        this.time = time;
        secondIsOver = time.CreateTimer(_ => TellWhatIsLeft(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells what is left to tell.</summary>
    public void Dispose()
    {
        secondIsOver.Dispose();
        TellWhatIsLeft();
    }

    public void Started(RunRecord run) { }

    public void Ended(RunRecord run)
    {
        if (IsTold(run) || !log.IsEnabled(LogLevel.Information) || !Allow(run)) return;
        var status = run.HttpStatus is { } http ? $"{run.Status} {http}" : run.Status.ToString();
        var reason = run.Status is RunStatus.Rejected or RunStatus.Failed && run.Reason is { Length: > 0 } why ? ": " + Quote.OneLine(why) : "";
        LogRun(log, status, run.Handler.Name, run.Duration.TotalMilliseconds, run.Attempt, run.MaxAttempts, run.TraceId, reason);
    }

    /// <summary>True where the runner has logged the failure itself, with its exception: one entry is enough.</summary>
    private static bool IsTold(RunRecord run) => run.Status switch
    {
        RunStatus.Retrying or RunStatus.DeadLettered or RunStatus.Returned => true,
        RunStatus.Failed => run.Exception is not null && run.HttpStatus is null or >= 500,
        _ => false,
    };

    private bool Allow(RunRecord run)
    {
        if (run.Status is RunStatus.Failed) return true;
        var (now, into) = Math.DivRem(time.GetTimestamp(), time.TimestampFrequency);
        lock (gate)
        {
            if (now == second && written == PerSecond)
            {
                if (left++ == 0) secondIsOver.Change(time.GetElapsedTime(into, time.TimestampFrequency), Timeout.InfiniteTimeSpan);
                return false;
            }
            if (now == second)
            {
                written++;
                return true;
            }
            (second, written) = (now, 1);
        }
        TellWhatIsLeft();
        return true;
    }

    private void TellWhatIsLeft()
    {
        int count;
        lock (gate) (count, left) = (left, 0);
        if (count > 0) LogMore(log, count);
    }

    [LoggerMessage(1, LogLevel.Information, "{Status} {Step} {Milliseconds:0.0} ms, attempt {Attempt} of {MaxAttempts}, trace {TraceId}{Reason}")]
    private static partial void LogRun(ILogger log, string status, string step, double milliseconds, int attempt, int maxAttempts, string traceId, string reason);

    [LoggerMessage(2, LogLevel.Information, "and {Count} more without failure, too many to list one by one")]
    private static partial void LogMore(ILogger log, int count);
}
