using Microsoft.Extensions.Logging;

namespace Stepwell.Bus;

/// <summary>What receiving and sending logs.</summary>
internal static partial class BusLog
{
    [LoggerMessage(1, LogLevel.Warning, "A lock could not be renewed; if it is lost, the message is delivered again and its effects still hold once")]
    internal static partial void LockNotRenewed(this ILogger log, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "{Step} is through with message {MessageId}, but it could not be settled ({Settlement}); it is delivered again and its effects hold once (trace {TraceId})")]
    internal static partial void NotSettled(this ILogger log, Exception exception, string step, string messageId, string settlement, string traceId);

    [LoggerMessage(3, LogLevel.Error, "Message {MessageId} for {Step} is no event and goes to the dead-letter queue of its subscription: {Reason}")]
    internal static partial void NoEvent(this ILogger log, string messageId, string step, string reason);

    [LoggerMessage(4, LogLevel.Error, "Message {MessageId} is for {Step}, which this app does not have, or which does not take such events (any more); it goes to the dead letters (trace {TraceId})")]
    internal static partial void NoHandler(this ILogger log, string messageId, string step, string traceId);

    [LoggerMessage(5, LogLevel.Warning, "{Step} was handed message {MessageId}, which is for {To}; it is passed over. Give its subscription the filter: {Filter}")]
    internal static partial void NotForIt(this ILogger log, string step, string messageId, string to, string filter);

    [LoggerMessage(6, LogLevel.Warning, "The next copy of message {MessageId} for {Step} could not be sent; it is tried again (trace {TraceId})")]
    internal static partial void CopyNotSent(this ILogger log, Exception exception, string messageId, string step, string traceId);

    [LoggerMessage(7, LogLevel.Warning, "The attempt of {Step} could not be noted, so it does not run yet (trace {TraceId})")]
    internal static partial void NotNoted(this ILogger log, Exception exception, string step, string traceId);

    [LoggerMessage(8, LogLevel.Warning, "{Step} lost its session to another receiver, which goes on with it (trace {TraceId})")]
    internal static partial void SessionLost(this ILogger log, string step, string traceId);

    [LoggerMessage(10, LogLevel.Warning, "It could not be noted that message {MessageId} waits for its turn of {Step}; should the process end meanwhile, that counts as an attempt (trace {TraceId})")]
    internal static partial void WaitNotNoted(this ILogger log, Exception exception, string step, string messageId, string traceId);

    [LoggerMessage(9, LogLevel.Information, "{Step} is ordered, and message {MessageId} came without its session; it goes to the subscription with sessions (trace {TraceId})")]
    internal static partial void EntersSession(this ILogger log, string step, string messageId, string traceId);
}
