using Stepwell.Catalog;
using Stepwell.Running;
using Stepwell.Tracing;

namespace Stepwell.Messaging;

/// <summary>Makes envelopes.</summary>
public static class EventMaker
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(365);

    /// <summary>Wraps an event.</summary>
    /// <param name="topic">Its topic.</param>
    /// <param name="message">The event itself, for its ordering key.</param>
    /// <param name="data">Its JSON.</param>
    /// <param name="source">The emitting handler.</param>
    /// <param name="traceId">The emitting trace.</param>
    /// <param name="now">Now.</param>
    /// <param name="options">What the author asked for; null for nothing.</param>
    /// <exception cref="StepException">The options contradict each other or are out of bounds (SW1009).</exception>
    public static EventEnvelope Make(TopicDefinition topic, object message, byte[] data, string source, string traceId, DateTimeOffset now, EmitOptions? options)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (options is null)
        {
            return new EventEnvelope
            {
                Id = TraceIds.NewEvent(), Topic = topic.Name, Source = source, Time = now, TraceId = traceId, Data = data,
                OrderingKey = Bounded("ordering key", topic.OrderingKey?.Invoke(message)) ?? traceId,
            };
        }
        if (options.TraceId is { } target)
        {
            if (!TraceIds.IsValid(target)) throw StepErrors.UnknownTrace(target);
            traceId = target;
        }
        return new EventEnvelope
        {
            Id = Bounded("deduplication id", options.DeduplicationId) is { } same ? "d-" + TraceIds.Of(topic.Name + "\n" + same) : TraceIds.NewEvent(),
            Topic = topic.Name,
            Source = source,
            Time = now,
            TraceId = traceId,
            Data = data,
            OrderingKey = Bounded("ordering key", options.OrderingKey ?? topic.OrderingKey?.Invoke(message)) ?? traceId,
            Due = DueTime(options, now),
        };
    }

    private static DateTimeOffset? DueTime(EmitOptions options, DateTimeOffset now)
    {
        if (options.Delay is not null && options.DueTime is not null)
            throw StepErrors.BadEmitOptions("EmitOptions has both Delay and DueTime. Give one of them.");
        if (options.Delay is { } negative && negative < TimeSpan.Zero)
            throw StepErrors.BadEmitOptions($"EmitOptions.Delay is {negative}. Give zero or more.");
        var due = options.Delay is { } delay ? now + delay : options.DueTime;
        if (due > now + LongestDelay)
            throw StepErrors.BadEmitOptions($"The event would be due in more than {LongestDelay.TotalDays:0} days. Use a [Cron] step that looks for what is due.");
        return due > now ? due : null;
    }

    private static string? Bounded(string what, string? text) => text switch
    {
        null or "" => null,
        { Length: > Limits.IdLength } => throw StepErrors.BadEmitOptions($"The {what} has {text.Length} characters; the limit is {Limits.IdLength}."),
        _ => text,
    };
}
