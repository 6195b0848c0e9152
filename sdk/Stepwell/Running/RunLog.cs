using Microsoft.Extensions.Logging;

namespace Stepwell.Running;

/// <summary>What the runner logs.</summary>
internal static partial class RunLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Step} failed after {Milliseconds:0.0} ms, at attempt {Attempt} of {MaxAttempts}, and is repeated at {RetryAt:HH:mm:ss.fff}: {Reason} (trace {TraceId})")]
    internal static partial void Retrying(this ILogger log, Exception? exception, string step, double milliseconds, int attempt, int maxAttempts, DateTimeOffset retryAt, string reason, string traceId);

    [LoggerMessage(2, LogLevel.Error, "{Step} gave up after {Milliseconds:0.0} ms, at attempt {Attempt}; the event is the dead letter {DeadLetterId} now: {Reason} (trace {TraceId})")]
    internal static partial void DeadLettered(this ILogger log, Exception? exception, string step, double milliseconds, int attempt, string deadLetterId, string reason, string traceId);

    [LoggerMessage(3, LogLevel.Error, "{Step} failed with {Status} after {Milliseconds:0.0} ms; {Outcome}: {Reason} (trace {TraceId})")]
    internal static partial void ApiFailed(this ILogger log, Exception? exception, string step, int status, double milliseconds, string outcome, string reason, string traceId);

    [LoggerMessage(4, LogLevel.Warning, "{Step} could not be seen to its end and is done again: {Reason} (trace {TraceId})")]
    internal static partial void Returned(this ILogger log, Exception? exception, string step, string reason, string traceId);

    [LoggerMessage(5, LogLevel.Error, "OnFailure of {Step} failed; the event is dead-lettered without it (trace {TraceId})")]
    internal static partial void OnFailureFailed(this ILogger log, Exception? exception, string step, string traceId);

    [LoggerMessage(6, LogLevel.Warning, "The events of {Step} leave later: {Reason} (trace {TraceId})")]
    internal static partial void RelayLate(this ILogger log, Exception exception, string step, string reason, string traceId);

    /// <summary>Says why the relay of a commit was not awaited to its end; the sweep goes on with it.</summary>
    internal static void RelayLate(this ILogger log, Exception exception, string step, TimeSpan patience, string traceId) =>
        log.RelayLate(exception, step, exception is TimeoutException ? $"the relay took longer than {patience}." : exception.Message, traceId);

    [LoggerMessage(7, LogLevel.Warning, "{Step} did not run, but its Idempotency-Key could not be given up; it stays reserved until its lease ends (group {Group})")]
    internal static partial void NotReleased(this ILogger log, Exception? exception, string step, string group);
}
