using Microsoft.Extensions.Logging;

namespace Stepwell.Introspection;

/// <summary>What is logged of changes that people make by hand.</summary>
internal static partial class ByHandLog
{
    [LoggerMessage(1, LogLevel.Information, "By hand: the key {Key} of the group {Group} was written")]
    internal static partial void Written(this ILogger log, string key, string group);

    [LoggerMessage(2, LogLevel.Information, "By hand: the key {Key} of the group {Group} was deleted")]
    internal static partial void Deleted(this ILogger log, string key, string group);

    [LoggerMessage(3, LogLevel.Information, "By hand: the group {Group} was deleted")]
    internal static partial void GroupDeleted(this ILogger log, string group);

    [LoggerMessage(4, LogLevel.Information, "By hand: the dead letter {DeadLetterId} got other data")]
    internal static partial void Edited(this ILogger log, string deadLetterId);

    [LoggerMessage(5, LogLevel.Information, "By hand: the dead letter {DeadLetterId} was sent to {Step} again (trace {TraceId})")]
    internal static partial void Replayed(this ILogger log, string deadLetterId, string step, string traceId);

    [LoggerMessage(6, LogLevel.Information, "By hand: the dead letter {DeadLetterId} was discarded")]
    internal static partial void Discarded(this ILogger log, string deadLetterId);

    [LoggerMessage(7, LogLevel.Warning, "The event of the dead letter {DeadLetterId} leaves later: its replay holds, but it could not be sent yet")]
    internal static partial void SentLater(this ILogger log, Exception exception, string deadLetterId);

    [LoggerMessage(8, LogLevel.Error, "It is not known what became of the dead letter {DeadLetterId}, one of several that were to be replayed or discarded")]
    internal static partial void Unknown(this ILogger log, Exception exception, string deadLetterId);
}
