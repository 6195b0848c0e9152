using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Stepwell.Catalog;
using Stepwell.Contracts;
using Stepwell.Messaging;
using Stepwell.Storage;

namespace Stepwell.Introspection;

/// <summary>Dead letters by hand, on any store.</summary>
/// <param name="store">The store.</param>
/// <param name="catalog">The app's handlers and topics.</param>
/// <param name="contracts">The app's contracts.</param>
/// <param name="log">What people did.</param>
public class DeadLetterIntrospection(IStepStoreAdmin store, StepCatalog catalog, ContractRegistry contracts, ILogger<DeadLetterIntrospection> log) : IDeadLetterIntrospection
{
    /// <inheritdoc/>
    public Task<Page<DeadLetterInfo>> DeadLettersAsync(DeadLetterQuery query, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(query);
        IntrospectionLimits.CheckCount(query.Count);
        if (query.Before is { } before && await store.ReadDeadLetterAsync(before, cancellation).ConfigureAwait(false) is null)
            throw IntrospectionException.Invalid("before", $"The dead letter '{before}' is gone, so what came before it is not known. List from the start.");
        if (query.Text is { Length: > 0 }) return await DeadLetterSearch.FindAsync(store, query, Show, cancellation).ConfigureAwait(false);
        var found = await store.ListDeadLettersAsync(query.Handler, query.Trace, query.Before, query.Count + 1, cancellation).ConfigureAwait(false);
        var total = await store.CountDeadLettersAsync(query.Handler, query.Trace, IntrospectionLimits.EnoughCounted, cancellation).ConfigureAwait(false);
        return Pages.Of([.. found.Select(l => Show(l, Payload.MaxShown))], query.Count, l => l.Id) with { Total = total, AtLeast = total == IntrospectionLimits.EnoughCounted };
    });

    /// <inheritdoc/>
    public Task<DeadLetterCounts> DeadLetterCountsAsync(CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        var counts = await store.CountDeadLettersByHandlerAsync(IntrospectionLimits.EnoughCounted, cancellation).ConfigureAwait(false);
        var total = counts.Values.Sum();
        return new DeadLetterCounts(total, total == IntrospectionLimits.EnoughCounted, [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new HandlerDeadLetters(c.Key, c.Value))]);
    });

    /// <inheritdoc/>
    public Task<DeadLetterInfo> DeadLetterAsync(string id, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
        Show(await LetterAsync(id, cancellation).ConfigureAwait(false), int.MaxValue));

    /// <inheritdoc/>
    public Task<DeadLetterInfo> EditDeadLetterAsync(string id, JsonNode? data, CancellationToken cancellation = default) => StoreFailures.ToldAsync(async () =>
    {
        var letter = await LetterAsync(id, cancellation).ConfigureAwait(false);
        var type = TypeOf(letter.Envelope.Topic)
            ?? throw IntrospectionException.Conflict($"The topic '{letter.Envelope.Topic}' is no longer part of the app, so its data cannot be checked. Bring it back, or discard the letter.");
        var (json, _) = DataByHand.Read(contracts, type, data, IntrospectionJson.ParseStored(letter.Envelope.Data.Span), "$");
        if (!await store.EditDeadLetterAsync(id, json, cancellation).ConfigureAwait(false)) throw NoLetter(id);
        log.Edited(id);
        return await DeadLetterAsync(id, cancellation).ConfigureAwait(false);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetterOutcome>> ReplayAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default) => EachAsync(ids, async id =>
    {
        var letter = await LetterAsync(id, cancellation).ConfigureAwait(false);
        if (catalog.Consumer(letter.Handler) is null) throw IntrospectionException.Conflict(letter.HandlerGone().Text);
        try
        {
            if (!await SendAgainAsync(letter, cancellation).ConfigureAwait(false)) throw NoLetter(id);
        }
        catch (SentLaterException e)
        {
            log.SentLater(e, id);
        }
        log.Replayed(id, letter.Handler, letter.Envelope.TraceId);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetterOutcome>> DiscardAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default) => EachAsync(ids, async id =>
    {
        if (!await store.DiscardDeadLetterAsync(id, cancellation).ConfigureAwait(false)) throw NoLetter(id);
        log.Discarded(id);
    });

    /// <summary>Sends the event of a letter to its handler again and removes the letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>False where it does not exist any more.</returns>
    protected virtual Task<bool> SendAgainAsync(DeadLetter letter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return store.ReplayDeadLetterAsync(letter.Id, cancellation).AsTask();
    }

    private async Task<IReadOnlyList<DeadLetterOutcome>> EachAsync(IReadOnlyList<string> ids, Func<string, Task> act)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count is 0 or > IntrospectionLimits.MaxCount) throw IntrospectionException.Invalid("ids", $"Give 1 to {IntrospectionLimits.MaxCount} ids.");
        var outcomes = new List<DeadLetterOutcome>(ids.Count);
        foreach (var id in ids)
        {
            try
            {
                await act(id).ConfigureAwait(false);
                outcomes.Add(new(id, true));
            }
            catch (IntrospectionException e)
            {
                outcomes.Add(new(id, false, e.Error, e.Message));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What became of the others is told all the same.
                log.Unknown(e, id);
                outcomes.Add(new(id, false, IntrospectionError.Unavailable, e is StoreException ? e.Message : "The store failed; see the host's log. Look whether the letter is still there."));
            }
        }
        return outcomes;
    }

    private async Task<DeadLetter> LetterAsync(string id, CancellationToken cancellation) =>
        await store.ReadDeadLetterAsync(id, cancellation).ConfigureAwait(false) ?? throw NoLetter(id);

    private DeadLetterInfo Show(DeadLetter letter, int longest) => new()
    {
        Id = letter.Id,
        Handler = letter.Handler,
        CanReplay = catalog.Consumer(letter.Handler) is not null,
        Topic = letter.Envelope.Topic,
        TraceId = letter.Envelope.TraceId,
        EventId = letter.Envelope.Id,
        Generation = letter.Envelope.Generation,
        Attempts = letter.Attempts,
        Reason = letter.Reason,
        Exception = letter.Exception,
        At = letter.At,
        // Without the record nobody knows what of it is sensitive.
        Data = TypeOf(letter.Envelope.Topic) is { } type
            ? Payload.Of(letter.Envelope.Data.Span, contracts.Sensitive(type), longest)
            : new Payload(SensitivePaths.Mask, null, letter.Envelope.Data.Length),
    };

    private Type? TypeOf(string topic) => topic == EventEnvelope.TickTopic ? typeof(CronTick) : catalog.Topic(topic)?.Type;

    private static IntrospectionException NoLetter(string id) => IntrospectionException.NotFound($"There is no dead letter '{id}'. It may have been replayed or discarded.");
}
