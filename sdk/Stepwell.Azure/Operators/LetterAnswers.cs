using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Stepwell.Storage;

namespace Stepwell.Azure.Operators;

/// <summary>Dead letters: list, read, replay, discard.</summary>
internal sealed class LetterAnswers(IStepStoreAdmin store, Payloads payloads)
{
    internal async Task<OperatorAnswer> ListAsync(OperatorQuestion question)
    {
        if (question.Count is not { } count) return OperatorAnswer.BadCount;
        var found = await store.ListDeadLettersAsync(question["handler"], question["trace"], question["before"], count + 1, question.Aborted).ConfigureAwait(false);
        return OperatorAnswer.Page(found, count, l => Show(l, Payloads.InList), l => l.Id);
    }

    internal async Task<OperatorAnswer> ReadAsync(string id, OperatorQuestion question) =>
        await store.ReadDeadLetterAsync(id, question.Aborted).ConfigureAwait(false) is { } letter ? new(StatusCodes.Status200OK, Show(letter, Payloads.Whole)) : Gone(id);

    internal async Task<OperatorAnswer> ReplayAsync(string id, OperatorQuestion question) =>
        await store.ReplayDeadLetterAsync(id, question.Aborted).ConfigureAwait(false) ? new(StatusCodes.Status202Accepted) : Gone(id);

    internal async Task<OperatorAnswer> DiscardAsync(string id, OperatorQuestion question) =>
        await store.DiscardDeadLetterAsync(id, question.Aborted).ConfigureAwait(false) ? new(StatusCodes.Status204NoContent) : Gone(id);

    private JsonObject Show(DeadLetter letter, int longest) => new()
    {
        ["id"] = letter.Id,
        ["handler"] = letter.Handler,
        ["topic"] = letter.Envelope.Topic,
        ["traceId"] = letter.Envelope.TraceId,
        ["eventId"] = letter.Envelope.Id,
        ["generation"] = letter.Envelope.Generation,
        ["attempts"] = letter.Attempts,
        ["reason"] = letter.Reason,
        ["exception"] = letter.Exception,
        ["at"] = letter.At,
        ["data"] = payloads.OfEvent(letter.Envelope, longest),
    };

    private static OperatorAnswer Gone(string id) => OperatorAnswer.NotFound($"There is no dead letter '{id}'. It may have been replayed or discarded.");
}
