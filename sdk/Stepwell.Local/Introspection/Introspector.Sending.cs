using Stepwell.Catalog;
using Stepwell.Introspection;
using Stepwell.Messaging;
using Stepwell.Tracing;

namespace Stepwell.Local.Introspection;

/// <summary>Events and ticks by hand.</summary>
internal sealed partial class Introspector
{
    private const long LongestDelayMs = 365L * 24 * 60 * 60 * 1000;

    public Task<SentEvent> SendAsync(NewEvent newEvent, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        var topic = catalog.Topic(newEvent.Topic) ?? throw IntrospectionException.NotFound($"There is no topic '{newEvent.Topic}' in this app.");
        if (newEvent.TraceId is { } joined && !(TraceIds.IsValid(joined) && await store.GroupExistsAsync(joined, cancellation).ConfigureAwait(false)))
            throw IntrospectionException.NotFound($"There is no trace '{joined}'.");
        var (json, message) = DataByHand.Read(contracts, topic.Type, newEvent.Data, null, "data");
        var envelope = Wrap(topic, message, json, newEvent);
        var subscribers = topic.Subscribers.Select(s => s.Name).ToList();
        if (!await history.ExpectingAsync(envelope.TraceId, subscribers.Count, () => store.SendAsync([envelope])).ConfigureAwait(false)) throw QueueFull();
        return new SentEvent(envelope.TraceId, envelope.Id, subscribers);
    });

    public Task<FiredCron> RunCronAsync(string step, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        var tick = await scheduler.FireAsync(CronHandler(step)).ConfigureAwait(false) ?? throw QueueFull();
        history.Expect(tick.TraceId, 1);
        return new FiredCron(tick.TraceId);
    });

    private EventEnvelope Wrap(TopicDefinition topic, object message, byte[] json, NewEvent newEvent)
    {
        if (newEvent.DelayMs is < 0 or > LongestDelayMs) throw IntrospectionException.Invalid("delayMs", $"Give 0 to {LongestDelayMs}.");
        try
        {
            var options = new EmitOptions { Delay = newEvent.DelayMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null, OrderingKey = newEvent.OrderingKey, DeduplicationId = newEvent.DeduplicationId };
            return EventMaker.Make(topic, message, json, EventEnvelope.ByHand, newEvent.TraceId ?? TraceIds.New(), time.GetUtcNow(), options);
        }
        catch (StepException e)
        {
            throw new IntrospectionException(IntrospectionError.Invalid, e.Message);
        }
    }

    private HandlerDefinition CronHandler(string name)
    {
        var handlers = catalog.Handler(name) is { } exact ? [exact] : catalog.Steps.FirstOrDefault(s => s.Name == name)?.Handlers
            ?? throw IntrospectionException.NotFound($"There is no step '{name}' in this app.");
        var crons = handlers.Where(h => h.Crons.Count > 0).ToList();
        return crons switch
        {
            [var only] => only,
            [] => throw IntrospectionException.Invalid("step", $"{name} has no schedule, so there is no tick to fire."),
            _ => throw IntrospectionException.Invalid("step", $"{name} has several handlers with schedules. Give one of {string.Join(", ", crons.Select(c => c.Name))}."),
        };
    }

    private static IntrospectionException QueueFull() =>
        new(IntrospectionError.Unavailable, "The queues are full. Wait until some events are handled, or raise Stepwell:MaxQueued.");
}
