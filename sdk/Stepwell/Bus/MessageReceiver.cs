using System.Text.Json;
using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Messaging;
using Stepwell.Running;
using Stepwell.Storage;
using Stepwell.Tracing;

namespace Stepwell.Bus;

/// <summary>Takes a message from its subscription to its end: the one code path of every host that receives from a broker.</summary>
public sealed class MessageReceiver
{
    private const int NameShown = 48;
    private readonly StepRuntime runtime;
    private readonly ILogger log;
    private readonly LockKeepers keepers;
    private readonly CopySender copies;
    private readonly UnorderedReceiver unordered;
    private readonly OrderedReceiver ordered;

    /// <summary>Gathers what it needs from the host's services.</summary>
    public MessageReceiver(StepRuntime runtime, StepRunner runner, IMessageSender sender, ILogger<MessageReceiver> log)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        this.runtime = runtime;
        this.log = new SteadyLogger(log);
        var slots = new Slots(runtime.Options.MaxConcurrency);
        var suspects = new Suspects();
        Waits = new Waits(runtime.Time);
        keepers = new LockKeepers(runtime.Time, this.log);
        copies = new CopySender(sender, Waits, runtime.Time, this.log);
        unordered = new UnorderedReceiver(runtime, runner, copies, slots, suspects, this.log);
        ordered = new OrderedReceiver(runtime, runner, slots, suspects, Waits, this.log);
    }

    /// <summary>What waits, so that tests can tell it from work.</summary>
    internal Waits Waits { get; }

    /// <summary>Runs the handler and settles the message. Returns when both are done; does not throw for what a message holds or a handler does.</summary>
    /// <param name="handler">The handler's name: whose subscription it came from.</param>
    /// <param name="message">The message.</param>
    /// <param name="settlement">What may be done with it.</param>
    /// <param name="stopping">Fires when the host can wait no longer: what still runs is given back.</param>
    public async Task ReceiveAsync(string handler, ReceivedMessage message, IMessageSettlement settlement, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(settlement);
        if (await ReadAsync(handler, message, settlement).ConfigureAwait(false) is not { } envelope) return;
        if (AddressOf(message, envelope) is { } to && to != handler)
        {
            log.NotForIt(handler, message.MessageId, to, MessageProperties.FilterFor(handler));
            await settlement.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
            return;
        }
        if (runtime.Catalog.Handler(handler) is not { } definition || !Takes(definition, envelope.Topic))
        {
            await BuryAsync(handler, envelope, message, settlement).ConfigureAwait(false);
            return;
        }
        var reception = new Reception(definition, envelope, message, settlement, log);
        var keeper = keepers.Keep(settlement);
        await using (keeper.ConfigureAwait(false))
        {
            if (definition.Ordered && !settlement.HoldsSession) await EnterSessionAsync(reception, stopping).ConfigureAwait(false);
            else if (definition.Ordered) await ordered.ReceiveAsync(reception, keeper, stopping).ConfigureAwait(false);
            else await unordered.ReceiveAsync(reception, stopping).ConfigureAwait(false);
        }
    }

    private static string? AddressOf(ReceivedMessage message, EventEnvelope envelope) =>
        message.Properties.GetValueOrDefault(MessageProperties.To) as string ?? envelope.To;

    /// <returns>Null where it is no event and was dealt with.</returns>
    private async ValueTask<EventEnvelope?> ReadAsync(string handler, ReceivedMessage message, IMessageSettlement settlement)
    {
        string why;
        try
        {
            return EnvelopeJson.Read(message.Body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            why = $"It is no event of Stepwell: {e.Message} Events are structured CloudEvents 1.0 ({Messages.ContentType}) with id, type, source, time, swtrace and data. Mend it and send it to the topic again.";
        }
        log.NoEvent(message.MessageId, handler, why);
        await settlement.DeadLetterAsync("NotAnEvent", why[..Math.Min(why.Length, ReceivedMessage.MaxDescription)], CancellationToken.None).ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// What is left in the subscription that an ordered handler had before it was ordered comes without its session, many at once. It goes
    /// to the subscription with sessions, where one at a time runs; in the order in which it came, and behind what is there already.
    /// </summary>
    private Task EnterSessionAsync(Reception reception, CancellationToken stopping)
    {
        var (message, envelope, handler) = (reception.Message, reception.Envelope, reception.Handler.Name);
        var attempt = Messages.Number(message.Properties, MessageProperties.Attempt, 1);
        var returns = Messages.Number(message.Properties, MessageProperties.Returns, 0) + 1;
        log.EntersSession(handler, message.MessageId, envelope.TraceId);
        // More than once only where the subscription of the topology has no sessions either; then not in a hurry.
        DateTimeOffset? due = returns > 1 ? runtime.Time.GetUtcNow() + Pauses.After(returns) : null;
        return copies.ReplaceAsync(reception, Messages.Entry(envelope, message.Body, handler, attempt, returns, due), stopping);
    }

    /// <summary>The case of a topic's name does not count: the broker does not look at it.</summary>
    private bool Takes(HandlerDefinition handler, string topic) => topic == EventEnvelope.TickTopic
        ? handler.Crons.Count > 0
        : runtime.Catalog.Topic(topic)?.Subscribers.Contains(handler)
            ?? runtime.Catalog.Topics.Any(t => t.Name.Equals(topic, StringComparison.OrdinalIgnoreCase) && t.Subscribers.Contains(handler));

    /// <summary>An event whose handler is gone, or takes such events no more, becomes a dead letter: it can be replayed when the handler is back.</summary>
    private async Task BuryAsync(string handler, EventEnvelope envelope, ReceivedMessage message, IMessageSettlement settlement)
    {
        var name = handler.Length > NameShown ? handler[..NameShown] + "…" : handler;
        var reason = runtime.Catalog.Handler(handler) is null
            ? $"There is no step '{name}' in this app (any more). Replay it when the step is back, or discard it."
            : $"The step '{name}' does not take '{envelope.Topic}' (any more). Replay it when it does again, or discard it.";
        log.NoHandler(message.MessageId, name, envelope.TraceId);
        var now = runtime.Time.GetUtcNow();
        var commit = new StepCommit
        {
            Id = TraceIds.NewSpan(),
            HomeGroup = envelope.TraceId,
            TraceId = envelope.TraceId,
            Handler = handler,
            At = now,
            Mark = new($"{handler}:{envelope.Id}", envelope.Generation, Failed: true),
            DeadLetter = new DeadLetter(TraceIds.New(), handler, envelope, 0, reason, null, now),
        };
        if (await new Committer(runtime).SaveAsync(commit).ConfigureAwait(false) == CommitOutcome.Committed)
        {
            StepwellDiagnostics.DeadLettered(handler, flow: "");
            await runtime.Store.RelayAsync(commit, CancellationToken.None).ConfigureAwait(false);
        }
        await settlement.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
