using Microsoft.Extensions.Logging;
using Stepwell.Tracing;

namespace Stepwell.Local.Console;

/// <summary>One line per attempt whose failure the runner does not log itself, and a line of counts where there are too many to read.</summary>
internal sealed partial class RunLines : IRunObserver
{
    /// <summary>Lines of successes per second; failures always have theirs.</summary>
    private const int PerSecond = 50;
    private readonly ILogger log;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private long second;
    private int written;
    private int left;

    internal RunLines(ILoggerFactory loggers, TimeProvider time)
    {
        log = loggers.CreateLogger("Stepwell.Runs");
        this.time = time;
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
        var now = time.GetTimestamp() / time.TimestampFrequency;
        int unseen;
        lock (gate)
        {
            if (now == second) return ++written <= PerSecond || ++left < 0;
            second = now;
            written = 1;
            unseen = left;
            left = 0;
        }
        if (unseen > 0) LogMore(log, unseen);
        return true;
    }

    [LoggerMessage(1, LogLevel.Information, "{Status} {Step} {Milliseconds:0.0} ms, attempt {Attempt} of {MaxAttempts}, trace {TraceId}{Reason}")]
    private static partial void LogRun(ILogger log, string status, string step, double milliseconds, int attempt, int maxAttempts, string traceId, string reason);

    [LoggerMessage(2, LogLevel.Information, "and {Count} more attempts without failure, too many to list one by one")]
    private static partial void LogMore(ILogger log, int count);
}
