using System.Globalization;

namespace Stepwell.Running;

/// <summary>Every error that the runtime raises by itself, with its id: one place.</summary>
internal static class StepErrors
{
    internal static StepException UndeclaredEmit(string handler, string type, string? topic) => new("SW1002", topic is null
        ? $"{handler} emits a {type}, which is no topic. Put [Topic(\"…\")] on the record."
        : $"{handler} emits '{topic}' but does not declare it. Put [Emits<{type}>] on the step, or return the event from the handler.");

    internal static StepException ValueTooLarge(string group, string key, int bytes) => new("SW1003",
        Text($"The value of '{key}' in the group '{group}' has {bytes:N0} bytes; the limit is {Limits.ValueBytes:N0}. Split it over several keys, or keep it in a blob store and its address here."));

    internal static StepException EventTooLarge(string topic, int bytes) => new("SW1004",
        Text($"The event on '{topic}' has {bytes:N0} bytes; the limit is {Limits.EventBytes:N0}. Keep the data in state or a blob store and emit where it is."));

    internal static StepException TooManyOperations(string what) => new("SW1006",
        Text($"{what} is one operation too many for one attempt: the limit is {Limits.CommitOperations} changes and events together. Emit an event that a further step handles."));

    internal static StepException CommitTooLarge(string what, long bytes) => new("SW1006",
        Text($"With {what} the effects of this attempt have {bytes:N0} bytes; the limit is {Limits.CommitBytes:N0}. Emit an event that a further step handles."));

    internal static StepException AttemptOver(string handler) => new("SW1007",
        $"The attempt of {handler} is over, so nothing can be staged or read any more. Await all the work that the handler starts, and observe step.CancellationToken.");

    internal static StepException BadKey(string what, string value) => new("SW1008",
        $"'{value}' is no {what}: it must have 1 to {Limits.KeyLength} characters, no control characters, no half of a surrogate pair, and not start with '$'.");

    internal static StepException BadEmitOptions(string why) => new("SW1009", why);

    internal static StepException UnknownTrace(string traceId) => new("SW1011", $"There is no trace '{traceId}'.");

    internal static StepException AnswerNotStorable(string handler, string why) => new("SW1012",
        $"The answer of {handler} cannot be remembered for its Idempotency-Key: {why}.");

    internal static string KeyNotUsable(string handler) =>
        $"{handler} takes no Idempotency-Key, because it answers with an IResult or a stream, which cannot be kept for a repeated request. Send the request without the key, or let the handler return a value or an ApiResult<T>.";

    internal static StepException UnreadableState(string group, string key, string type, string why) => new("SW1013",
        $"The value of '{key}' in the group '{group}' cannot be read as {type}: {why} Read it as the type that wrote it, or make the type's new members optional.");

    internal static StepException HandlerGone(string handler) => new("SW2005",
        $"The handler {handler} takes no events any more, so its dead letter cannot be replayed. Bring the step back, or discard the letter.");

    internal static string HomeNotFound(string why) =>
        $" The event cannot be read any more, so it could not be looked up whether the lost attempt took effect; see to that before this is replayed. {why}";

    internal static string TimeLimit(TimeSpan limit) => Text($"The attempt took longer than its time limit of {limit.TotalSeconds:0.###} s.");

    internal static string Conflicts => Text($"Other attempts changed what this one had read, {Limits.Discards} times in a row. Narrow what is read before it is written; mark the step [Ordered], with its group as the topic's ordering key; or give each handler that writes there a key of its own.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
