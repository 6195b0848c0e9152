using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Running;
using Stepwell.Scheduling;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Messaging;

/// <summary>Events and ticks that people make, for hosts whose store keeps no queue: each is a commit of its own, so that it is sent however the process ends.</summary>
public sealed class HandMadeEvents(IStepStore store, ContractRegistry contracts, TimeProvider time, IOptions<StepwellOptions> options, ILogger<HandMadeEvents> log)
{
    /// <summary>Emits an event.</summary>
    /// <param name="topic">Its topic.</param>
    /// <param name="message">The event.</param>
    /// <param name="emit">How it is sent; its <see cref="EmitOptions.TraceId"/> chooses the trace, else it is a new one. Null for nothing.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>What was sent; null where the queue is full.</returns>
    /// <exception cref="StepException">The options cannot be had (SW1009), the event is too large (SW1004), or there is no such trace (SW1011).</exception>
    public async Task<EventEnvelope?> EmitAsync(TopicDefinition topic, object message, EmitOptions? emit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(topic);
        var json = contracts.Write(message, topic.Type);
        if (json.Length > Limits.EventBytes) throw StepErrors.EventTooLarge(topic.Name, json.Length);
        var envelope = EventMaker.Make(topic, message, json, EventEnvelope.ByHand, TraceIds.New(), time.GetUtcNow(), emit);
        if (emit?.TraceId is { } joined && !await store.GroupExistsAsync(joined, cancellation).ConfigureAwait(false)) throw StepErrors.UnknownTrace(joined);
        return await SendAsync(envelope, cancellation).ConfigureAwait(false) ? envelope : null;
    }

    /// <summary>Fires a tick of a handler's first schedule.</summary>
    /// <returns>What was sent; null where the queue is full.</returns>
    public async Task<EventEnvelope?> TickAsync(HandlerDefinition handler, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var tick = Ticks.ByHand(handler, handler.Crons[0], time.GetUtcNow(), contracts);
        return await SendAsync(tick, cancellation).ConfigureAwait(false) ? tick : null;
    }

    private async Task<bool> SendAsync(EventEnvelope envelope, CancellationToken cancellation)
    {
        var id = TraceIds.NewSpan();
        var commit = new StepCommit
        {
            Id = id,
            HomeGroup = envelope.TraceId,
            TraceId = envelope.TraceId,
            Handler = EventEnvelope.ByHand,
            At = time.GetUtcNow(),
            Mark = new($"{EventEnvelope.ByHand}:{id}"),
            Events = [envelope],
            FromOutside = true,
        };
        if (await store.CommitAsync(commit, cancellation).ConfigureAwait(false) == CommitOutcome.QueueFull) return false;
        try
        {
            await store.RelayAsync(commit, cancellation).AsTask().WaitAsync(options.Value.RelayPatience, time, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // It is committed, and its outbox is swept: it leaves, only later.
            log.RelayLate(e, EventEnvelope.ByHand, options.Value.RelayPatience, envelope.TraceId);
        }
        return true;
    }
}
