using System.Text.Json;
using System.Text.Json.Nodes;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Tracing;

namespace Stepwell.Local.Introspection;

/// <summary>Events and ticks by hand.</summary>
internal sealed partial class Introspector
{
    private const long LongestDelayMs = 365L * 24 * 60 * 60 * 1000;

    public async Task<SentEvent> SendAsync(NewEvent newEvent, CancellationToken cancellation = default)
    {
        var topic = catalog.Topic(newEvent.Topic) ?? throw IntrospectionException.NotFound($"There is no topic '{newEvent.Topic}' in this app.");
        if (newEvent.TraceId is { } joined && !(TraceIds.IsValid(joined) && await store.GroupExistsAsync(joined, cancellation).ConfigureAwait(false)))
            throw IntrospectionException.NotFound($"There is no trace '{joined}'.");
        var (json, message) = ReadAs(topic.Type, newEvent.Data?.DeepClone(), null, "data");
        var envelope = Wrap(topic, message, json, newEvent);
        var subscribers = topic.Subscribers.Select(s => s.Name).ToList();
        if (!await ExpectingAsync(envelope.TraceId, subscribers.Count, () => store.SendAsync([envelope])).ConfigureAwait(false)) throw QueueFull();
        return new(envelope.TraceId, envelope.Id, subscribers);
    }

    public async Task<FiredCron> RunCronAsync(string step, CancellationToken cancellation = default)
    {
        var tick = await scheduler.FireAsync(CronHandler(step)).ConfigureAwait(false) ?? throw QueueFull();
        history.Expect(tick.TraceId, 1);
        return new(tick.TraceId);
    }

    /// <summary>Sends, and lets the history know before the first attempt can end.</summary>
    private async Task<bool> ExpectingAsync(string traceId, int deliveries, Func<Task<bool>> send)
    {
        var sent = false;
        history.Expect(traceId, deliveries);
        try
        {
            return sent = await send().ConfigureAwait(false);
        }
        finally
        {
            if (!sent) history.Expect(traceId, -deliveries);
        }
    }

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

    /// <summary>Reads data as steps will, and writes it as a step would have.</summary>
    private (byte[] Json, object Message) ReadAs(Type type, JsonNode? data, JsonNode? stored, string at)
    {
        var errors = new ContractErrors();
        if (contracts.Sensitive(type) is { } paths) data = paths.Restore(data, stored, errors);
        var message = contracts.Read(type, IntrospectionJson.Bytes(data), errors);
        ThrowIfAny(errors, "The data", at);
        var json = contracts.Write(message, type);
        if (json.Length > Limits.EventBytes) throw IntrospectionException.Invalid(at, $"The event has {json.Length:N0} bytes; the limit is {Limits.EventBytes:N0}.");
        return (json, message!);
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

    private static JsonNode? ParseStored(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = SensitivePaths.MaxDepth });
        }
        catch (JsonException)
        {
            // Nothing can be found in it, so nothing of it is put back: masks become errors.
            return null;
        }
    }

    private static void ThrowIfAny(ContractErrors errors, string what, string at = "$")
    {
        if (errors.IsEmpty) return;
        var found = errors.ToDictionary().ToDictionary(e => Below(at, e.Key), e => e.Value, StringComparer.Ordinal);
        throw new IntrospectionException(IntrospectionError.Invalid, $"{what} cannot be taken as it is: {string.Join(" ", found.Select(e => $"{e.Key}: {string.Join(" ", e.Value)}"))}", found);
    }

    private static string Below(string at, string path) => (at, path) switch
    {
        ("$", _) => path,
        (_, "$") => at,
        (_, ['[', ..]) => at + path,
        _ => $"{at}.{path}",
    };

    private static IntrospectionException QueueFull() =>
        new(IntrospectionError.Unavailable, "The queues are full. Wait until some events are handled, or raise Stepwell:MaxQueued.");
}
